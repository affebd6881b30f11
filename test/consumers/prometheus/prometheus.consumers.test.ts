import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { parse } from "yaml";
import type { Run } from "../../support/programs.js";
import { inTemporaryFolder } from "../../support/temporary.js";
import { casesWith } from "../cases.js";
import {
  consumer,
  consumerTest,
  type ConsumerSource,
  versionOf,
} from "../consumer.js";

const operator = {
  folder: "prometheus-operator",
  module:
    "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring",
  modFile: "go.mod",
};
const prometheus = {
  folder: "prometheus",
  module: "github.com/prometheus/prometheus",
  modFile: "go.mod",
};

/** Runs a consumer on a file with this text. */
function reader(source: ConsumerSource): (text: string) => Run {
  const run = consumer(source);
  return (text) =>
    inTemporaryFolder((folder) => {
      const path = join(folder, "rules.yaml");
      writeFileSync(path, text);
      return run([path]);
    });
}

interface Rule {
  readonly for?: string;
}

interface Group {
  readonly rules: readonly Rule[];
}

/** The rules of a spec, as Prometheus reads them and as the operator does. */
const monitored = casesWith(["prometheus"]).map(({ name, files }) => {
  const text = (output: string): string =>
    files.find((file) => file.target === "prometheus" && file.output === output)
      ?.text ?? "";
  const { groups } = parse(text("path")) as {
    readonly groups: readonly Group[];
  };
  return { name, rules: text("path"), object: text("objectPath"), groups };
});

/** `1h30m` as seconds. */
function seconds(duration: string): number {
  const units: Readonly<Record<string, number>> = {
    s: 1,
    m: 60,
    h: 3600,
    d: 86400,
  };
  return [...duration.matchAll(/(\d+)([smhd])/gu)].reduce(
    (sum, [, count = "", unit = ""]) =>
      sum + Number(count) * (units[unit] ?? 0),
    0,
  );
}

describe(`Prometheus ${versionOf(prometheus)}`, () => {
  const read = reader(prometheus);

  for (const { name, rules, groups } of monitored)
    consumerTest(`reads every rule: ${name}`, () => {
      const { status, stdout, stderr } = read(rules);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual(
        groups.map((group) => ({
          ...group,
          rules: group.rules.map((rule) => ({
            ...rule,
            for: seconds(rule.for ?? ""),
          })),
        })),
      );
    });

  for (const [wrong, rule, message] of [
    ["a query that does not parse", "expr: up ==", "parse error"],
    [
      "a template that does not parse",
      'expr: up, annotations: { a: "{{ $x" }',
      "template",
    ],
    ["an unknown field", "expr: up, during: 5m", "during"],
  ] as const)
    consumerTest(`refuses ${wrong}`, () => {
      const { status, stderr } = read(
        `groups: [{ name: a, rules: [{ alert: B, ${rule} }] }]`,
      );
      expect(status).toBe(1);
      expect(stderr).toContain(message);
    });
});

describe(`Prometheus Operator ${versionOf(operator)}`, () => {
  const read = reader(operator);

  for (const { name, object, groups } of monitored)
    consumerTest(`reads the rules that Prometheus reads: ${name}`, () => {
      const { status, stdout, stderr } = read(object);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual(groups);
    });

  consumerTest("refuses an unknown field", () => {
    const { status, stderr } = read(
      "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: { group: [] }\n",
    );
    expect(status).toBe(1);
    expect(stderr).toContain("unknown field");
  });
});
