import type { NodeGroup, SpecDiff } from "../../diff/types.js";
import type { NodePlan } from "../../plan/types.js";
import { grouped } from "../../explain/grouped.js";
import { type NodeKind, nodeKindNames } from "../../settings/registry.js";
import { type Gap, mayHave } from "./gap.js";
import type { ErrorLoss, KnownPart } from "./known-part.js";

/** Removes from a comparison what only seems to change, because errors of the new spec take it away. */
export function knownChanges(
  diff: SpecDiff,
  { plan, losses, gapsOn }: KnownPart,
): SpecDiff {
  if (losses.length === 0) return diff;
  const isPlanned = ({ kind, name }: NonNullable<ErrorLoss["node"]>): boolean =>
    plan.nodes.some((each) => each.kind === kind && each.name === name);
  const areAllRead = losses.every(
    ({ ofNodes, node }) =>
      ofNodes === undefined && (node === undefined || isPlanned(node)),
  );
  return {
    ...diff,
    groups: diff.groups.flatMap((group) =>
      grouped(group.nodes, (node) => JSON.stringify(gapsOn(node))).flatMap(
        (nodes) => {
          const known = knownOf(group, nodes, gapsOn(nodes[0]));
          return known.changes.length > 0 ||
            known.facts.length > 0 ||
            known.memory !== undefined
            ? [known]
            : [];
        },
      ),
    ),
    // A role or host that could not be read is not removed.
    removed: areAllRead ? diff.removed : [],
    parts: diff.parts.filter(({ kind }) =>
      losses.every(({ part }) => part !== kind && part !== "any"),
    ),
  };
}

function knownOf(
  group: NodeGroup,
  nodes: readonly NodePlan[],
  gaps: readonly Gap[],
): NodeGroup {
  if (gaps.length === 0) return { ...group, nodes };
  // Without facts, neither defaults nor risks are known.
  if (gaps.some(({ of }) => of === "facts"))
    return { nodes, facts: [], memory: undefined, changes: [] };
  return {
    ...group,
    nodes,
    memory: undefined,
    changes: group.changes.filter(
      ({ kind, name, after, because }) =>
        after !== undefined ||
        !isNodeKind(kind) ||
        !gaps.some((gap) => mayHave(gap, kind, name, new Set(because))),
    ),
  };
}

function isNodeKind(kind: string): kind is NodeKind {
  return nodeKindNames.some((each) => each === kind);
}
