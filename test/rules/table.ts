import { expect, test } from "vitest";
import { buildPlan } from "../../src/plan/plan.js";
import { runRules } from "../../src/rules/lint.js";
import type { Rule } from "../../src/rules/rule.js";
import { targets } from "../../src/targets/emit.js";
import { readSpec } from "../../src/language/read.js";
import { positionAt } from "../../src/core/source.js";

/** The facts of a role, its settings from line 6 on, and what the rule finds there. */
export type Row = readonly [
  facts: string,
  settings: readonly string[],
  findings: readonly string[],
  rest?: string,
];

/** What some rules find in a role, as `line:column message`. */
export function findings(
  only: readonly Rule[],
  facts: string,
  settings: readonly string[],
  rest = "",
): readonly string[] {
  return diagnosticsOf(only, facts, settings, rest).map(({ span, message }) => {
    if (span === undefined) return message;
    const { line, column } = positionAt(span.source, span.start);
    return `${line}:${column} ${message}`;
  });
}

/** The remedies of what some rules find in a role. */
export function remedies(
  only: readonly Rule[],
  facts: string,
  settings: readonly string[],
  rest = "",
): readonly string[] {
  return diagnosticsOf(only, facts, settings, rest).flatMap(
    ({ help }) => help ?? [],
  );
}

function diagnosticsOf(
  only: readonly Rule[],
  facts: string,
  settings: readonly string[],
  rest: string,
): ReturnType<typeof runRules> {
  const text = `version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
${settings.map((line) => `      ${line}\n`).join("")}${rest}`;
  const { spec, errors } = readSpec(
    { name: "tuning.yaml", text },
    {
      targets,
      readInclude: () => {
        throw new Error("nothing is included");
      },
    },
  );
  expect(errors).toEqual([]);
  if (spec === undefined) throw new Error("no spec");
  const built = buildPlan(spec);
  expect(built.errors).toEqual([]);
  return runRules(only, built.plan, spec);
}

/** One test for each row. */
export function table(rule: Rule, rows: readonly Row[]): void {
  const cases = rows.map((row) => ({
    name: `${rule.name}: ${row[0]}: ${row[1].join(", ")}`,
    row,
  }));
  test.each(cases)("$name", ({ row: [facts, settings, expected, rest] }) => {
    expect(findings([rule], facts, settings, rest)).toEqual(expected);
  });
}

/** The facts of a node that kube-proxy runs on. */
export const K3S = "os: linux, distribution: k3s, kubeProxy: iptables";
