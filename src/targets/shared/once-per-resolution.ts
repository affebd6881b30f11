import type { NodePlan } from "../../plan/types.js";
import type { NodeFacts } from "../../core/facts.js";

/**
 * Caches what depends only on settings and facts: hosts without settings of their own share those of their role. Create
 * one cache per plan, so that nothing outlives it.
 */
export function sharing<V>(make: (node: NodePlan) => V): (node: NodePlan) => V {
  const made = new Map<
    NodePlan["settings"],
    { readonly facts: NodeFacts; readonly value: V }
  >();
  return (node) => {
    // A role's own file is headed differently, and nobody shares the settings of a host that has its own.
    if (node.kind === "role" || hasOwnLayer(node)) return make(node);
    const known = made.get(node.settings);
    if (known?.facts === node.facts) return known.value;
    const value = make(node);
    made.set(node.settings, { facts: node.facts, value });
    return value;
  };
}

function hasOwnLayer({ layers, kind, name }: NodePlan): boolean {
  return layers.some(({ owner }) => owner.kind === kind && owner.name === name);
}
