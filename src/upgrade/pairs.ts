import type { NodePlan, Plan } from "../plan/types.js";

/** A node before and after the upgrades. */
export interface NodePair {
  readonly before: NodePlan;
  readonly after: NodePlan;
  /** Every node, as it is after, that has the very settings of this one before and after; itself included. */
  readonly alike: readonly NodePlan[];
}

/** Pairs the nodes of two plans of one spec. Hosts that resolve as their role does are one pair with it. */
export function pairsOf(before: Plan, after: Plan): readonly NodePair[] {
  const numbers = new Map<NodePlan["settings"], number>();
  const numberOf = ({ settings }: NodePlan): number => {
    const number = numbers.get(settings) ?? numbers.size;
    numbers.set(settings, number);
    return number;
  };
  const pairs = new Map<string, NodePair & { readonly alike: NodePlan[] }>();
  after.nodes.forEach((now, index) => {
    // Both plans have the nodes of one spec, in its order.
    const old = before.nodes[index];
    if (old === undefined) return;
    const key = `${numberOf(old)} ${numberOf(now)}`;
    const known = pairs.get(key);
    if (known === undefined)
      pairs.set(key, { before: old, after: now, alike: [now] });
    else known.alike.push(now);
  });
  return [...pairs.values()];
}
