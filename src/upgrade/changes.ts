import type { Compiled } from "../compile.js";
import { writtenNode } from "../plan/written-node.js";
import type { Span } from "../core/source.js";
import type { Plan } from "../plan/types.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import { valueText } from "../settings/sysctl/value.js";
import { moveOf } from "./defaults.js";
import {
  compareFindings,
  type Finding,
  ontoNodes,
  placeOf,
} from "./findings.js";
import { type NodePair, pairsOf } from "./pairs.js";
import { allowanceChanges, podChanges } from "./pods.js";
import { type Section, sectionOf } from "./sections.js";
import { extentOf, ToldChanges } from "./told.js";
import type { Change } from "./types.js";
import { valueChanges } from "./values.js";
import { ownerChanges } from "./writing.js";

type Result = Compiled & { readonly plan: Plan };

/** What a change of a default or of an owner says, which the findings about it need not say again. */
const retold: readonly Section[] = ["below", "default", "moved", "owner"];

/** Lists what changes for the lines of a spec, by section and then by place; each change once. */
export function changesOf(before: Result, after: Result): readonly Change[] {
  const pairs = pairsOf(before.plan, after.plan);
  const { appeared, reworded, gone } = compareFindings(
    ontoNodes([...before.errors, ...before.findings], after.plan),
    [...after.errors, ...after.findings],
  );
  const all = new ToldChanges();
  /** What rules and checks find, which says more than what is compared below. */
  const found = new ToldChanges();
  const defaults = new Map<string, Finding>();
  for (const finding of appeared) {
    if (finding.code === "equals-default")
      defaults.set(placeOf(finding.span), finding);
    else
      for (const each of [all, found])
        each.add(sectionOf(finding.code), finding);
  }
  for (const pair of pairs) {
    addMoves(pair, defaults, found, all);
    addOwners(pair, before.plan, after.plan, found, all);
  }
  for (const finding of defaults.values())
    if (!isTold(finding, ["default"], all)) all.add("default", finding);
  for (const told of podChanges(after.plan, pairs))
    if (told.span === undefined || !found.has(told.span, ["pods"]))
      all.add("pods", told);
  for (const pair of pairs) {
    for (const told of allowanceChanges(pair)) all.add("default", told);
    for (const { setting, kind, told } of valueChanges(pair)) {
      if (found.has(extentOf(setting), ["gone", "refused"])) continue;
      // A list that is no longer needed takes the distribution's own entries along.
      if (kind === "allowance" && all.has(extentOf(setting), ["pods"]))
        continue;
      all.add("value", told);
    }
  }
  for (const finding of reworded)
    if (!isTold(finding, retold, all))
      all.add(sectionOf(finding.code), { ...finding, severity: "note" });
  const extents = extentsOf(pairs);
  for (const { span, ...finding } of gone) {
    // What is refused is told at the value.
    const extent = extents.get(placeOf(span)) ?? span;
    const sections = [...retold, "gone", "refused", "pods"] as const;
    if (extent === undefined || !all.has(extent, sections))
      all.add("resolved", {
        ...finding,
        severity: "note",
        message: `no longer: ${finding.message}`,
        ...(span !== undefined && { span }),
      });
  }
  return all.sorted(after.plan);
}

function isTold(
  { span }: Finding,
  sections: readonly Section[],
  all: ToldChanges,
): boolean {
  return span !== undefined && all.has(span, sections);
}

/** Adds the lines of a node whose default changes; what a finding says of the new default is said once. */
function addMoves(
  pair: NodePair,
  defaults: ReadonlyMap<string, Finding>,
  found: ToldChanges,
  all: ToldChanges,
): void {
  for (const [was, is] of sysctlsOf(pair)) {
    const move = moveOf(was, is, pair.after);
    if (move === undefined) continue;
    if (found.has(extentOf(is), ["gone", "refused", "below"])) continue;
    const { span } = is.origin;
    const help = defaults.get(placeOf(span))?.help;
    all.add(move.section, {
      severity: "note",
      code: move.section === "default" ? "equals-default" : "moved",
      span,
      message: move.message,
      ...(move.why !== undefined && { why: move.why }),
      ...(move.section === "default" && help !== undefined && { help }),
      reach: { nodes: pair.alike },
    });
  }
}

/** Adds the programs that do something else to a line; a rule's finding about it says more. */
function addOwners(
  pair: NodePair,
  before: Plan,
  after: Plan,
  found: ToldChanges,
  all: ToldChanges,
): void {
  const was = writtenNode(pair.before, before);
  const is = writtenNode(pair.after, after);
  for (const [, { id, value, origin, valueSpan }] of sysctlsOf(pair)) {
    if (value === undefined) continue;
    const changes = ownerChanges(id, valueText(value), was, is);
    if (changes.length === 0) continue;
    if (found.has(extentOf({ origin, valueSpan }), ["owner"])) continue;
    for (const { severity, message, why } of changes)
      all.add("owner", {
        severity,
        code: "owner",
        span: origin.span,
        message,
        why,
        reach: { nodes: pair.alike },
      });
  }
}

/** The extents of the lines that nodes had before, by their places. */
function extentsOf(pairs: readonly NodePair[]): ReadonlyMap<string, Span> {
  return new Map(
    pairs.flatMap(({ before }) =>
      before.settings.sysctl.map((each) => [
        placeOf(each.origin.span),
        extentOf(each),
      ]),
    ),
  );
}

/** Pairs the sysctls that a node has before and after. */
function sysctlsOf({
  before,
  after,
}: NodePair): readonly (readonly [Sysctl, Sysctl])[] {
  const old = new Map(before.settings.sysctl.map((each) => [each.id, each]));
  return after.settings.sysctl.flatMap((is) => {
    const was = old.get(is.id);
    return was === undefined ? [] : [[was, is] as const];
  });
}
