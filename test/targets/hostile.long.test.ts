import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import { emitAll } from "../../src/targets/emit.js";
import { anyPlan } from "./draw.js";
import { readYaml, settingsOf } from "./read.js";

/** The plan's one node. */
function only(plan: Plan): NodePlan {
  const [node] = plan.nodes;
  if (node === undefined) throw new Error("no node");
  return node;
}

function parameters(node: NodePlan): readonly unknown[] {
  return node.settings.module.map(({ id, value: { a = "" } }) => ({
    name: id,
    parameters: [/\s/u.test(a) ? `a="${a}"` : `a=${a}`],
  }));
}

describe("whatever the texts of a plan are", () => {
  test("its YAML is as prettier leaves it", async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan, async (plan) => {
        for (const { path, text } of emitAll(plan))
          if (path.endsWith(".yaml"))
            expect(await format(text, { parser: "yaml" })).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  test("Talos reads every value, and nothing else", () => {
    fc.assert(
      fc.property(anyPlan, fc.constantFrom("1.1", "1.2"), (plan, version) => {
        const node = only(plan);
        fc.pre(node.platform.settingsForm === "machine-config");
        const files = emitAll(plan, ["talos"]);
        const documents = ["machine-sysctls", "machine-kubelet"].flatMap(
          (name) =>
            files
              .filter(({ path }) => path.endsWith(`/${name}.yaml`))
              .flatMap(({ text }) => readYaml(text, version)),
        );
        const sysctls = settingsOf(node);
        const allowed = node.settings.allowance.map(({ id }) => id);
        expect(documents).toEqual(
          node.facts.osVersion === undefined
            ? [patch(sysctls, parameters(node), allowed)]
            : documentsOf(sysctls, parameters(node), allowed),
        );
      }),
      { numRuns: 100 },
    );
  });

  test("Cilium's values are what was planned", () => {
    fc.assert(
      fc.property(anyPlan, fc.constantFrom("1.1", "1.2"), (plan, version) => {
        const [file] = emitAll(plan, ["cilium"]);
        const values = plan.cilium?.values ?? [];
        const bpf = Object.fromEntries(
          values.map(({ path, value }) => [path[1] ?? "", value]),
        );
        expect(readYaml(file?.text ?? "", version)).toEqual([
          values.length === 0 ? {} : { bpf },
        ]);
      }),
      { numRuns: 100 },
    );
  });

  test("sysctl.d has one line for each setting, and comments", () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const node = only(plan);
        fc.pre(node.platform.settingsForm === "etc");
        const [file] = emitAll(plan, ["sysctl.d"]);
        const lines = (file?.text ?? "")
          .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
          .filter((line) => line !== "" && !line.startsWith("#"));
        expect(lines).toEqual(
          Object.entries(settingsOf(node)).map(([key, value]) =>
            `${key} = ${value}`.trimEnd(),
          ),
        );
      }),
      { numRuns: 100 },
    );
  });
});

function patch(
  sysctls: object,
  modules: readonly unknown[],
  allowed: readonly string[],
): unknown {
  return {
    machine: {
      ...(Object.keys(sysctls).length > 0 && { sysctls }),
      ...(modules.length > 0 && { kernel: { modules } }),
      ...(allowed.length > 0 && {
        kubelet: { extraConfig: { allowedUnsafeSysctls: allowed } },
      }),
    },
  };
}

function documentsOf(
  params: object,
  modules: readonly unknown[],
  allowed: readonly string[],
): readonly unknown[] {
  const of = (kind: string, fields: object) => ({
    apiVersion: "v1alpha1",
    kind,
    ...fields,
  });
  const others = modules.map((module) =>
    of("KernelModuleConfig", Object(module) as object),
  );
  return [
    ...(Object.keys(params).length > 0 || others.length === 0
      ? [of("SysctlConfig", { params })]
      : []),
    ...others,
    ...(allowed.length > 0
      ? [of("KubeletConfig", { config: { allowedUnsafeSysctls: allowed } })]
      : []),
  ];
}
