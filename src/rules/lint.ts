import type { NodePlan, Plan } from "../plan/types.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { ErrorCode } from "../core/diagnostics/registry.js";
import type { Spec } from "../language/model.js";
import type { Acceptance } from "../core/written.js";
import { unknownAcceptances, unusedAcceptances } from "./acceptances.js";
import type { Code } from "./codes.js";
import { rules } from "./registry.js";
import type { Report, Rule } from "./rule.js";

/** A rule that failed itself: no fault of the spec, and told apart by the exit code. */
export const TOOL_FAULT = "tool-fault" satisfies ErrorCode;

/** Runs every rule over the plan. */
export function lint(plan: Plan, spec: Spec): readonly Diagnostic<Code>[] {
  return runRules(rules, plan, spec);
}

/**
 * Runs some rules over the plan. Pure; linear in nodes and settings. What `accept` silences is left out; a rule that
 * throws is a finding itself, and the others still report.
 */
export function runRules<Name extends string>(
  only: readonly Rule<Name>[],
  plan: Plan,
  spec: Spec,
): readonly Diagnostic<Name | ErrorCode>[] {
  const diagnostics: Diagnostic<Name | ErrorCode>[] = [];
  const used = new Set<Acceptance>();
  const crashed = new Set<string>();
  const nodes = distinctNodes(plan);
  for (const rule of only) {
    try {
      const reports =
        rule.scope === "plan"
          ? rule.check(plan, spec)
          : nodes.flatMap((node) => rule.check(node, plan));
      for (const report of reports) {
        const acceptance = report.about.accept.get(rule.name);
        if (acceptance === undefined) {
          diagnostics.push(diagnosticOf(rule, report));
        } else used.add(acceptance);
      }
    } catch (thrown) {
      crashed.add(rule.name);
      diagnostics.push(toolFault(rule, thrown));
    }
  }
  return [
    ...diagnostics,
    ...unknownAcceptances(spec),
    ...unusedAcceptances(spec, used, crashed),
  ];
}

function toolFault({ name }: Rule, thrown: unknown): Diagnostic {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return error(
    TOOL_FAULT,
    undefined,
    `the rule \`${name}\` failed: ${reason}`,
    {
      why: "this is a fault of tunegen, not of the spec; the other rules were run",
      help: "please report it, with the setting that it stopped at if you can tell",
    },
  );
}

/** Hosts that share their role's resolution have nothing of their own to find. */
function distinctNodes(plan: Plan): readonly NodePlan[] {
  const seen = new Set<NodePlan["settings"]>();
  return plan.nodes.filter(({ settings }) => {
    if (seen.has(settings)) return false;
    seen.add(settings);
    return true;
  });
}

function diagnosticOf<Name extends string>(
  { name, severity }: Rule<Name>,
  { message, span, why, help, related }: Report,
): Diagnostic<Name> {
  return {
    severity,
    code: name,
    message,
    span,
    ...(why !== undefined && { why }),
    ...(help !== undefined && { help }),
    ...(related !== undefined && { related }),
  };
}
