import { addAll } from "../core/add-all.js";
import { listOf } from "../core/list-of.js";
import type { NodePlan, Plan } from "../plan/types.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { ErrorCode } from "../core/diagnostics/registry.js";
import type { Span } from "../core/source.js";
import type { Severity } from "../core/severity.js";
import { usedAcceptances } from "../plan/used-acceptances.js";
import type { Spec } from "../language/model.js";
import type { Acceptance } from "../core/written.js";
import {
  acceptanceFindings,
  acceptancesOfNodes,
  notAccepted,
} from "./acceptances.js";
import type { Code } from "./codes.js";
import { rules } from "./registry.js";
import { unknownLevels } from "./levels.js";
import { reportsOfNodes } from "./reports-of-nodes.js";
import type { Report, Rule } from "./rule.js";
import { type Told, toldTogether } from "./together.js";

/** The code of a rule that threw: a bug in tunegen, which has an exit code of its own. */
export const TOOL_FAULT = "tool-fault" satisfies ErrorCode;

/** Runs every rule over the plan. */
export function lint(
  plan: Plan,
  spec: Spec,
  options: LintOptions = {},
): readonly Diagnostic<Code>[] {
  return runRules(rules, plan, spec, options);
}

export interface LintOptions {
  /** Whether the spec has errors, so that what seems to be missing may only not have been read. */
  readonly isPartial?: boolean;
  /** Whether a finding is recorded in a baseline, so that it is not reported. */
  readonly isKnown?: ((rule: string, span: Span) => boolean) | undefined;
  /** Whether each finding stays by itself, where a rule would tell several together. */
  readonly apart?: boolean;
}

/**
 * Runs some rules over the plan. Pure; linear in nodes and settings. Leaves out the findings that an `accept` silences.
 * A rule that throws becomes a finding, and the other rules still report.
 */
export function runRules<Name extends string>(
  only: readonly Rule<Name>[],
  plan: Plan,
  spec: Spec,
  { isPartial = false, isKnown, apart = false }: LintOptions = {},
): readonly Diagnostic<Name | ErrorCode>[] {
  const diagnostics: Diagnostic<Name | ErrorCode>[] = [];
  const used = new Set<Acceptance>(usedAcceptances(spec, plan.nodes));
  const silent = new Set<string>();
  const alike = nodesBySettings(plan);
  const nodes = [...alike.values()].flatMap(([first]) => first ?? []);
  const acceptedBy = acceptancesOfNodes(spec);
  const running = only.flatMap((rule) => {
    const level = spec.ruleLevels.get(rule.name)?.level ?? rule.severity;
    if (level === "off") silent.add(rule.name);
    const waits = isPartial && rule.findsAbsence === true;
    return level === "off" || waits ? [] : [{ rule, level }];
  });
  const ofNodes = reportsOfNodes(
    running.map(({ rule }) => rule),
    nodes,
    plan,
  );
  for (const { rule, level } of running) {
    try {
      const reports =
        rule.scope === "plan" ? rule.check(plan, spec) : ofNodes(rule);
      const told: Told<Name>[] = [];
      for (const report of reports) {
        const acceptance = report.about.accept.get(rule.name);
        if (acceptance !== undefined) {
          used.add(acceptance);
          continue;
        }
        if (isKnown?.(rule.name, report.span) === true) continue;
        const diagnostic = diagnosticOf(rule, level, report, alike);
        const left = notAccepted(diagnostic, acceptedBy(rule.name), used);
        if (left !== undefined)
          told.push({ diagnostic: left, group: report.group });
      }
      addAll(
        diagnostics,
        apart
          ? told.map(({ diagnostic }) => diagnostic)
          : toldTogether(rule, told),
      );
    } catch (thrown) {
      silent.add(rule.name);
      diagnostics.push(toolFault(rule, thrown));
    }
  }
  return [
    ...diagnostics,
    ...unknownLevels(spec),
    ...acceptanceFindings(spec, used, silent, isPartial),
  ];
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

type Alike = ReadonlyMap<NodePlan["settings"], readonly NodePlan[]>;

/** Groups the nodes that resolve alike: hosts without settings of their own have no findings of their own. */
function nodesBySettings({ nodes }: Plan): Alike {
  const groups = new Map<NodePlan["settings"], NodePlan[]>();
  for (const node of nodes) {
    listOf(groups, node.settings).push(node);
  }
  return groups;
}

function diagnosticOf<Name extends string>(
  { name }: Rule<Name>,
  severity: Severity,
  { message, span, why, help, related, repeated, nodes }: Report,
  alike: Alike,
): Diagnostic<Name> {
  return {
    severity,
    code: name,
    message,
    span,
    ...(why !== undefined && { why }),
    ...(help !== undefined && { help }),
    ...(related !== undefined && { related }),
    ...(repeated !== undefined && { repeated }),
    ...(nodes !== undefined && {
      reach: {
        nodes: [
          ...new Set(
            nodes.flatMap((node) => alike.get(node.settings) ?? [node]),
          ),
        ],
      },
    }),
  };
}
