import type { NodePlan, Plan } from "../plan/types.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { ErrorCode } from "../core/diagnostics/registry.js";
import { usedAcceptances } from "../plan/used-acceptances.js";
import type { Spec } from "../language/model.js";
import type { Acceptance } from "../core/written.js";
import { idleAcceptances } from "./acceptances.js";
import type { Code } from "./codes.js";
import { rules } from "./registry.js";
import type { NodeRule, Report, Rule } from "./rule.js";
import {
  appliesToArguments,
  type CommandLineNode,
  commandLineNode,
} from "./support/command-line.js";

/** The code of a rule that threw: a bug in tunegen, which has an exit code of its own. */
export const TOOL_FAULT = "tool-fault" satisfies ErrorCode;

/** Runs every rule over the plan. */
export function lint(plan: Plan, spec: Spec): readonly Diagnostic<Code>[] {
  return runRules(rules, plan, spec);
}

/**
 * Runs some rules over the plan. Pure; linear in nodes and settings. Leaves out the findings that an `accept` silences.
 * A rule that throws becomes a finding, and the other rules still report.
 */
export function runRules<Name extends string>(
  only: readonly Rule<Name>[],
  plan: Plan,
  spec: Spec,
): readonly Diagnostic<Name | ErrorCode>[] {
  const diagnostics: Diagnostic<Name | ErrorCode>[] = [];
  const used = new Set<Acceptance>(usedAcceptances(spec, plan.nodes));
  const crashed = new Set<string>();
  const nodes = distinctNodes(plan);
  const commandLines = nodes.flatMap((node) => commandLineNode(node) ?? []);
  for (const rule of only) {
    try {
      const reports =
        rule.scope === "plan"
          ? rule.check(plan, spec)
          : [
              ...nodes.flatMap((node) => rule.check(node, plan)),
              ...commandLines.flatMap((each) =>
                reportsOnArguments(rule, each, plan),
              ),
            ];
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
  return [...diagnostics, ...idleAcceptances(spec, used, crashed)];
}

/** Runs a rule about sysctls on those of a kernel command line. */
function reportsOnArguments(
  rule: NodeRule,
  { node, sysctls }: CommandLineNode,
  plan: Plan,
): readonly Report[] {
  return appliesToArguments(rule)
    ? rule.check(node, plan).filter(({ about }) => sysctls.has(about))
    : [];
}

function toolFault({ name }: Rule, thrown: unknown): Diagnostic {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return error(
    TOOL_FAULT,
    undefined,
    `the rule \`${name}\` failed: ${reason}`,
    {
      why: "this is a bug in tunegen, not an error in the spec; the other rules ran",
      help: "report it, with the spec or the setting that causes it",
    },
  );
}

/** Leaves out the hosts that resolve exactly as their role does: they have no findings of their own. */
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
