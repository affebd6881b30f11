import { reachText } from "../core/reach.js";
import { grouped } from "../explain/grouped.js";
import { toData } from "../explain/data.js";
import type { NodePlan } from "../plan/types.js";
import { type Risk, risks } from "../risk/classes.js";
import type {
  Change,
  FactChange,
  MemoryChange,
  Part,
  SpecDiff,
} from "./types.js";

/** Changes of one risk on the same nodes, or of the same part of the spec. */
export interface Together {
  /** ``role `web`, host `a` ``, or ``workload `api` ``. */
  readonly subject: string;
  readonly changes: readonly Change[];
}

/** The changes of one risk. */
export interface RiskSection {
  readonly risk: Risk;
  readonly together: readonly Together[];
}

/** Sorts the changes by their risk, the riskiest first; a change that several nodes have is told once. */
export function byRisk(diff: SpecDiff): readonly RiskSection[] {
  const onNodes = grouped(
    diff.groups.flatMap(({ nodes, changes }) =>
      changes.map((change) => ({ nodes, change })),
    ),
    ({ change }) => JSON.stringify(toData(change)),
  ).map((same) => {
    const nodes = new Set(same.flatMap((each) => each.nodes));
    return {
      subject: nodesText(
        diff.kept.filter((node) => nodes.has(node)),
        diff.kept,
      ),
      change: same[0].change,
    };
  });
  const ofParts = diff.parts.flatMap((part) =>
    part.changes.map((change) => ({ subject: partText(part), change })),
  );
  const all = [...onNodes, ...ofParts];
  return risks.flatMap((risk) => {
    const of = all.filter(({ change }) => change.risk.risk === risk);
    if (of.length === 0) return [];
    const together = grouped(of, ({ subject }) => subject).map((group) => ({
      subject: group[0].subject,
      changes: group.map(({ change }) => change),
    }));
    return [{ risk, together }];
  });
}

/** What changes on nodes beside their settings. */
export interface NodeNotes {
  readonly subject: string;
  readonly facts: readonly FactChange[];
  readonly memory: MemoryChange | undefined;
}

/** Lists the changes of facts and memory; what several nodes have alike is told once. */
export function nodeNotes({ groups, kept }: SpecDiff): readonly NodeNotes[] {
  return grouped(
    groups.filter(
      ({ facts, memory }) => facts.length > 0 || memory !== undefined,
    ),
    ({ facts, memory }) => JSON.stringify(toData({ facts, memory })),
  ).map((same) => {
    const nodes = new Set(same.flatMap((each) => each.nodes));
    const { facts, memory } = same[0];
    return {
      subject: nodesText(
        kept.filter((node) => nodes.has(node)),
        kept,
      ),
      facts,
      memory,
    };
  });
}

/** ``role `web`, host `a` ``; of many nodes, the first ones and how many. */
export function nodesText(
  nodes: readonly NodePlan[],
  among: readonly NodePlan[],
): string {
  return reachText({ nodes, among }) ?? "";
}

function partText({ kind, name }: Part): string {
  const label = kind === "cilium" ? "Cilium" : kind;
  return name === "" ? label : `${label} \`${name}\``;
}
