import { addAll } from "../core/add-all.js";
import { listOf } from "../core/list-of.js";
import { onceFor } from "../core/once-for.js";
import type { Platform } from "../core/platform.js";
import type { NodePlan, Plan } from "../plan/types.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { Report, Rule, SysctlReport, SysctlRule } from "./rule.js";
import { appliesToArguments, commandLineNode } from "./support/command-line.js";

/**
 * Runs the rules about nodes and about their sysctls, all on one node after the other: its settings are then near for all
 * of them. Returns the reports of a rule, or throws what it threw: the other rules still run.
 */
export function reportsOfNodes<Name extends string>(
  rules: readonly Rule<Name>[],
  nodes: readonly NodePlan[],
  plan: Plan,
): (rule: Rule<Name>) => readonly Report[] {
  const reports = new Map<Rule<Name>, Report[]>();
  const faults = new Map<Rule<Name>, { readonly thrown: unknown }>();
  const attempt = <Result>(
    rule: Rule<Name>,
    check: () => Result,
  ): Result | undefined => {
    if (faults.has(rule)) return undefined;
    try {
      return check();
    } catch (thrown) {
      faults.set(rule, { thrown });
      return undefined;
    }
  };
  const add = (
    rule: Rule<Name>,
    node: NodePlan,
    found: readonly Report[] = [],
  ): void => {
    if (found.length > 0) addAll(listOf(reports, rule), on(node, found));
  };
  const ofNodes = rules.filter((rule) => rule.scope === "node");
  const ofArguments = ofNodes.filter(appliesToArguments);
  const verdictOf = openVerdicts(
    rules.filter((rule) => rule.scope === "sysctl"),
    attempt,
  );
  for (const node of nodes) {
    for (const rule of ofNodes)
      add(
        rule,
        node,
        attempt(rule, () => rule.check(node, plan)),
      );
    for (const sysctl of node.settings.sysctl)
      for (const { rule, found } of verdictOf(sysctl, node))
        add(rule, node, reportOn(sysctl, rule, found));
  }
  for (const of of nodes) {
    const commandLine = commandLineNode(of);
    if (commandLine === undefined) continue;
    const { node, sysctls } = commandLine;
    const own = new Set<unknown>(sysctls);
    for (const rule of ofArguments)
      add(
        rule,
        of,
        attempt(rule, () =>
          rule.check(node, plan).filter(({ about }) => own.has(about)),
        ),
      );
    for (const sysctl of sysctls)
      for (const { rule, found } of verdictOf(sysctl, node))
        if (appliesToArguments(rule))
          add(rule, of, reportOn(sysctl, rule, found));
  }
  return (rule) => {
    const fault = faults.get(rule);
    if (fault !== undefined) throw fault.thrown;
    return reports.get(rule) ?? [];
  };
}

/** What the rules about sysctls say of one: nearly always nothing. */
type Verdict<Name extends string> = readonly {
  readonly rule: SysctlRule<Name>;
  readonly found: SysctlReport;
}[];

interface Judged<Name extends string> {
  readonly sysctl: Sysctl;
  readonly verdict: Verdict<Name>;
}

/** By key and value. */
type JudgedValues<Name extends string> = Map<
  string,
  Map<Sysctl["value"], Judged<Name>>
>;

/** Opens the verdicts on sysctls: one for all that come to the same on the same machine. */
function openVerdicts<Name extends string>(
  rules: readonly SysctlRule<Name>[],
  attempt: <Result>(
    rule: SysctlRule<Name>,
    check: () => Result,
  ) => Result | undefined,
): (sysctl: Sysctl, node: NodePlan) => Verdict<Name> {
  const judgedOn = onceFor<Platform, JudgedValues<Name>>(() => new Map());
  return (sysctl, node) => {
    const byId = judgedOn(node.platform);
    const byValue = byId.get(sysctl.id);
    const judged = byValue?.get(sysctl.value);
    if (judged !== undefined && isAlike(judged.sysctl, sysctl))
      return judged.verdict;
    const verdict = rules.flatMap((rule) => {
      const found = attempt(rule, () => rule.check(sysctl, node));
      return found === undefined ? [] : [{ rule, found }];
    });
    const values = byValue ?? new Map<Sysctl["value"], Judged<Name>>();
    byId.set(sysctl.id, values);
    values.set(sysctl.value, { sysctl, verdict });
    return verdict;
  };
}

/** Whether two sysctls of one key and value come to the same: one may be a floor. */
function isAlike(a: Sysctl, b: Sysctl): boolean {
  return (
    a.key === b.key &&
    a.known === b.known &&
    a.baseline === b.baseline &&
    a.left === b.left &&
    a.isFloor === b.isFloor
  );
}

function reportOn(
  sysctl: Sysctl,
  { acceptedWith }: SysctlRule,
  { at, ...words }: SysctlReport,
): readonly Report[] {
  if (acceptedWith !== undefined && sysctl.accept.has(acceptedWith)) return [];
  const span = at === "value" ? sysctl.valueSpan : sysctl.origin.span;
  return [{ about: sysctl, span, ...words }];
}

/** Returns what a rule reports of a node, with the node unless the report names more. */
function on(node: NodePlan, reports: readonly Report[]): readonly Report[] {
  return reports.map((report) => ({ nodes: [node], ...report }));
}
