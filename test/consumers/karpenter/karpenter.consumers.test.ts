import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import type { NodePlan } from "../../../src/plan/types.js";
import type { Run } from "../../support/programs.js";
import { inTemporaryFolder } from "../../support/temporary.js";
import { casesWith } from "../cases.js";
import { consumer, consumerTest, versionOf } from "../consumer.js";
import { kernelArgumentsOf, nodesOf } from "../expected.js";
import { rlimitsOf, sysctlsOf } from "../talos/expected.js";

const source = {
  folder: "karpenter",
  module: "github.com/aws/karpenter-provider-aws",
  modFile: "go.mod",
};

const program = consumer(source);

function read(text: string): Run {
  return inTemporaryFolder((folder) => {
    const path = join(folder, "user-data.toml");
    writeFileSync(path, text);
    return program([path]);
  });
}

/** What a node gets as user data: the settings that tunegen writes, and Karpenter's own. */
interface UserData {
  readonly settings: {
    readonly kernel?: {
      readonly sysctl?: Readonly<Record<string, string>>;
      readonly modules?: Readonly<Record<string, unknown>>;
    };
    readonly boot?: {
      readonly "reboot-to-reconcile"?: boolean;
      readonly "kernel-parameters"?: Readonly<Record<string, string[]>>;
    };
    readonly "oci-defaults"?: {
      readonly "resource-limits"?: Readonly<Record<string, Limit>>;
    };
    readonly kubernetes: object;
  };
}

interface Limit {
  readonly "soft-limit": number | "unlimited";
  readonly "hard-limit": number | "unlimited";
}

/** Bottlerocket's name of each limit that the specs have. */
const limitNames: Readonly<Record<string, string>> = {
  "max-cpu-time": "RLIMIT_CPU",
  "max-locked-memory": "RLIMIT_MEMLOCK",
  "max-open-files": "RLIMIT_NOFILE",
};

/** The program's settings of its node. */
const karpenters = {
  "api-server": "https://cluster.example.com",
  "cluster-name": "cluster",
  "node-labels": { "karpenter.sh/nodepool": "default" },
};

const files = casesWith(["bottlerocket"]).flatMap(({ name, plan, files }) =>
  files.flatMap((file) => {
    const [node] = nodesOf(plan, file);
    return file.target === "bottlerocket" && node !== undefined
      ? [{ name: `${name}: ${file.path}`, text: file.text, node }]
      : [];
  }),
);

describe(`Karpenter ${versionOf(source)}`, () => {
  for (const { name, text, node } of files)
    consumerTest(`gives the node every setting: ${name}`, () => {
      const { status, stdout, stderr } = read(text);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      const { settings } = JSON.parse(stdout) as UserData;
      const { kernel = {}, boot = {} } = settings;
      const parameters = boot["kernel-parameters"] ?? {};
      const limits = settings["oci-defaults"]?.["resource-limits"] ?? {};
      const allowed = node.settings.allowance.map(({ id }) => id);
      expect(pathsOf(kernel.sysctl ?? {})).toEqual(sysctlsOf(node));
      expect(kernel.modules ?? {}).toEqual(
        Object.fromEntries(
          node.settings.module.map(({ id }) => [
            id,
            { allowed: true, autoload: true },
          ]),
        ),
      );
      expect(byName(wordsOf(parameters))).toEqual(
        byName(
          [...moduleWordsOf(node), ...kernelArgumentsOf(node)].filter(possible),
        ),
      );
      expect(boot["reboot-to-reconcile"] ?? false).toBe(
        Object.keys(parameters).length > 0,
      );
      expect(Object.entries(limits).map(rlimitOf).toSorted(byType)).toEqual(
        rlimitsOf(node).toSorted(byType),
      );
      expect(settings.kubernetes).toEqual({
        ...karpenters,
        ...(allowed.length > 0 && { "allowed-unsafe-sysctls": allowed }),
      });
    });

  for (const [wrong, text, message] of [
    [
      "a list that is a string",
      'allowed-unsafe-sysctls = "net.core.somaxconn"',
      "cannot decode TOML string",
    ],
    [
      "an unknown setting of Kubernetes",
      'allowed-unsafe-sysctl = ["net.core.somaxconn"]',
      "allowed-unsafe-sysctl",
    ],
    [
      "a table that is there twice",
      "[settings.kubernetes]",
      "table kubernetes already exists",
    ],
  ] as const)
    consumerTest(`refuses ${wrong}`, () => {
      const { status, stderr } = read(`[settings.kubernetes]\n${text}\n`);
      expect(stderr).toContain(message);
      expect(status).toBe(1);
    });
});

/** Sysctls by their path, as the plan's. */
function pathsOf(
  sysctls: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(sysctls).map(([key, value]) => [
      `/proc/sys/${key.replace(/[./]/gu, (mark) => (mark === "." ? "/" : "."))}`,
      value,
    ]),
  );
}

function wordsOf(
  parameters: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return Object.entries(parameters).flatMap(([name, values]) =>
    values.length === 0 ? [name] : values.map((value) => `${name}=${value}`),
  );
}

function moduleWordsOf({ settings }: NodePlan): readonly string[] {
  return settings.module.flatMap(({ id, value }) =>
    Object.entries(value).map(
      ([parameter, text]) => `${id}.${parameter}=${text}`,
    ),
  );
}

/** The values of each name in their order: the kernel reads `-` as `_` there, and the order of names says nothing. */
function byName(
  words: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = {};
  for (const word of words) {
    const [, name = "", value] = /^([^=]*)(?:=(.*))?$/u.exec(word) ?? [];
    const found = (values[name.replaceAll("-", "_")] ??= []);
    if (value !== undefined) found.push(value);
  }
  return values;
}

/** Huge pages need an order of arguments, which Bottlerocket does not keep: the build reports them instead. */
function possible(word: string): boolean {
  return !word.startsWith("hugepages");
}

function rlimitOf([name, limit]: readonly [string, Limit]): unknown {
  const number = (bound: number | "unlimited"): number =>
    bound === "unlimited" ? Number(2n ** 64n - 1n) : bound;
  return {
    type: limitNames[name],
    soft: number(limit["soft-limit"]),
    hard: number(limit["hard-limit"]),
  };
}

function byType(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
