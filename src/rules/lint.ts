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
import type { NodeRule, Report, Rule } from "./rule.js";
import { type Told, toldTogether } from "./together.js";
import {
  appliesToArguments,
  type CommandLineNode,
  commandLineNode,
} from "./support/command-line.js";

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
  const commandLines = nodes.flatMap((node) => commandLineNode(node) ?? []);
  const acceptedBy = acceptancesOfNodes(spec);
  for (const rule of only) {
    const level = spec.ruleLevels.get(rule.name)?.level ?? rule.severity;
    if (level === "off") silent.add(rule.name);
    if (level === "off" || (isPartial && rule.findsAbsence === true)) continue;
    try {
      const reports =
        rule.scope === "plan"
          ? rule.check(plan, spec)
          : [
              ...nodes.flatMap((node) => on(node, rule.check(node, plan))),
              ...commandLines.flatMap((each) =>
                on(each.of, reportsOnArguments(rule, each, plan)),
              ),
            ];
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
      diagnostics.push(
        ...(apart
          ? told.map(({ diagnostic }) => diagnostic)
          : toldTogether(rule, told)),
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

/** Returns what a rule reports of a node, with the node unless the report names more. */
function on(node: NodePlan, reports: readonly Report[]): readonly Report[] {
  return reports.length === 0
    ? reports
    : reports.map((report) => ({ nodes: [node], ...report }));
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
