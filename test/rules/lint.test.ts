import { expect, test } from "vitest";
import { buildPlan } from "../../src/plan/plan.js";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import { runRules, TOOL_FAULT } from "../../src/rules/lint.js";
import { noEffect } from "../../src/rules/effect/no-effect.js";
import { rules } from "../../src/rules/registry.js";
import type { Rule } from "../../src/rules/rule.js";
import { error } from "../../src/core/diagnostic.js";
import { targets } from "../../src/targets/emit.js";
import { errorCodes } from "../../src/core/diagnostics/registry.js";
import { readSpec } from "../../src/language/read.js";
import { valueText } from "../../src/settings/sysctl/value.js";

/** What every rule has, whatever it checks. */
const described = {
  name: "counting",
  severity: "warning",
  group: "hygiene",
  summary: "",
  page: noEffect.page,
} as const;

/** The findings of some rules on a spec, by rule and message. */
function found(text: string, only: readonly Rule[] = rules): readonly string[] {
  return diagnosticsOf(text, only).map(
    ({ severity, code, message }) => `${severity} ${code}: ${message}`,
  );
}

function diagnosticsOf(text: string, only: readonly Rule[]) {
  const { spec } = readSpec(
    { name: "tuning.yaml", text },
    {
      targets,
      readInclude: (name) => error("unreadable-include", undefined, name),
    },
  );
  if (spec === undefined) throw new Error("no spec");
  return runRules(only, buildPlan(spec).plan, spec);
}

const dead = (accept: string): string => `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.route.max_size: { value: 1, why: An audit${accept} }
`;

test("a rule that throws is a bug in the tool, and the others still report", () => {
  const fail = (): never => {
    throw new Error("out of ink");
  };
  const broken: readonly Rule[] = [
    { ...described, scope: "sysctl", name: "of sysctls", check: fail },
    { ...described, scope: "node", name: "of nodes", check: fail },
    { ...described, scope: "plan", name: "of plans", check: fail },
  ];
  expect(found(dead(""), [...broken, noEffect])).toEqual([
    ...broken.map(
      ({ name }) =>
        `error ${TOOL_FAULT}: the rule \`${name}\` failed: out of ink`,
    ),
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
    ...described,
    scope: "node",
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

test("what comes to the same on machines that are alike is checked once, and reported at each place", () => {
  const looks: string[] = [];
  const counting: Rule = {
    ...described,
    name: "no-effect",
    scope: "sysctl",
    check: ({ id, value, isFloor }, { facts: { memory } }) => {
      looks.push(
        [id, value && valueText(value), isFloor, memory].map(String).join(" "),
      );
      return id === "vm.swappiness" ? { message: "look" } : undefined;
    },
  };
  const text = `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl: { vm.swappiness: 10 }
hosts:
  a: { role: worker, sysctl: { kernel.panic: 1 } }
  b: { role: worker, sysctl: { kernel.panic: 2, vm.swappiness: { value: 10, accept: { no-effect: asked for } } } }
  c: { role: worker, sysctl: { vm.swappiness: 10 } }
  d: { role: worker, sysctl: { kernel.panic: { atLeast: 99 } } }
  e: { role: worker, node: { memory: 8GiB }, sysctl: { kernel.panic: 1 } }
`;
  const reported = diagnosticsOf(text, [counting]).map(({ span, reach }) => [
    text.slice(0, span?.start).split("\n").length,
    ...(reach?.nodes ?? []).map(({ name }) => name),
  ]);
  expect(reported).toEqual([
    [5, "worker"],
    [5, "a"],
    [9, "c"],
    [5, "d"],
    [5, "e"],
  ]);
  expect(looks.sort()).toEqual([
    "kernel.panic 1 undefined 8589934592",
    "kernel.panic 1 undefined undefined",
    "kernel.panic 2 undefined undefined",
    "kernel.panic 99 true undefined",
    "vm.swappiness 10 undefined 8589934592",
    "vm.swappiness 10 undefined undefined",
  ]);
});

test("a rule may report more than a call takes as arguments", () => {
  const many = 300_000;
  const rule = (scope: "plan" | "node"): Rule => ({
    ...described,
    scope,
    check: (of: NodePlan | Plan) => {
      const [about] = "nodes" in of ? of.nodes : [of];
      return about === undefined
        ? []
        : Array.from({ length: many }, (_, at) => ({
            about,
            span: about.span,
            message: String(at),
          }));
    },
  });
  for (const scope of ["plan", "node"] as const)
    expect(diagnosticsOf(dead(""), [rule(scope)])).toHaveLength(many);
});
