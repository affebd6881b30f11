import { expect, test } from "vitest";
import { buildPlan } from "../../src/plan/plan.js";
import { runRules, TOOL_FAULT } from "../../src/rules/lint.js";
import { noEffect } from "../../src/rules/effect/no-effect.js";
import { rules } from "../../src/rules/registry.js";
import type { Rule } from "../../src/rules/rule.js";
import { error } from "../../src/core/diagnostic.js";
import { targets } from "../../src/targets/emit.js";
import { errorCodes } from "../../src/core/diagnostics/registry.js";
import { readSpec } from "../../src/language/read.js";

/** The findings of some rules on a spec, by rule and message. */
function found(text: string, only: readonly Rule[] = rules): readonly string[] {
  const { spec } = readSpec(
    { name: "tuning.yaml", text },
    {
      targets,
      readInclude: (name) => error("unreadable-include", undefined, name),
    },
  );
  if (spec === undefined) throw new Error("no spec");
  return runRules(only, buildPlan(spec).plan, spec).map(
    ({ severity, code, message }) => `${severity} ${code}: ${message}`,
  );
}

const dead = (accept: string): string => `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.route.max_size: { value: 1, why: An audit${accept} }
`;

test("a rule that throws is a bug in the tool, and the others still report", () => {
  const broken: Rule = {
    ...noEffect,
    name: "broken",
    check: () => {
      throw new Error("out of ink");
    },
  };
  expect(found(dead(""), [broken, noEffect])).toEqual([
    `error ${TOOL_FAULT}: the rule \`broken\` failed: out of ink`,
    "warning no-effect: `net.ipv4.route.max_size` has no effect",
  ]);
});

test("an accept silences its rule at its place", () => {
  expect(found(dead(", accept: { no-effect: asked for }"))).toEqual([]);
});

test("an accept that silences nothing is a finding", () => {
  const text = dead(", accept: { no-effect: asked for }").replace(
    "ipv4",
    "ipv6",
  );
  expect(found(text)).toContain(
    "warning accept-unused: `accept: no-effect` silences nothing",
  );
});

test("an accept of an unknown rule is an error", () => {
  expect(found(dead(", accept: { no-efect: asked for }"))).toContain(
    "error unknown-rule: unknown rule `no-efect` in `accept`",
  );
});

test.each(
  Object.entries(errorCodes).map(
    ([code, entry]) => [code, "acceptable" in entry] as const,
  ),
)("an accept of the error %s: %s", (code, acceptable) => {
  const known = !found(dead(`, accept: { ${code}: asked for }`)).some((line) =>
    line.includes("unknown-rule"),
  );
  expect(known).toBe(acceptable);
});

test("hosts that resolve as their role does are checked once", () => {
  let looks = 0;
  const counting: Rule = {
    ...noEffect,
    check: () => {
      looks += 1;
      return [];
    },
  };
  found(`${dead("")}hosts:\n  a: { role: worker }\n  b: { role: worker }\n`, [
    counting,
  ]);
  expect(looks).toBe(1);
});
