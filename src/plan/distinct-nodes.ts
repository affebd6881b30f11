import type { NodePlan } from "./types.js";

/** Leaves out the nodes that resolve as an earlier one does: hosts without settings of their own, which are as their role. */
export function distinctNodes(nodes: readonly NodePlan[]): readonly NodePlan[] {
  const seen = new Set<NodePlan["settings"]>();
  return nodes.filter(({ settings }) => {
    const isFirst = !seen.has(settings);
    seen.add(settings);
    return isFirst;
  });
}
