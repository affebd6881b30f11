import { listOf } from "../../core/list-of.js";
import type { Span } from "../../core/source.js";
import type { Spec } from "../../language/model.js";
import { statedAt } from "../../plan/fact-layers.js";
import type { NodePlan } from "../../plan/types.js";
import type { FactPlaces } from "../../platform/facts.js";

/** Returns the layers of a node below the top of the spec, which state its facts. */
export function layersOf({ kind, name }: NodePlan, spec: Spec) {
  const host = kind === "host" ? spec.hosts.get(name) : undefined;
  return { host, role: spec.roles.get(host?.role.name ?? name) };
}

/** Groups nodes by the place that states a fact of theirs; those whose fact follows from others have none. */
export function nodesByPlace(
  fact: keyof FactPlaces,
  nodes: readonly NodePlan[],
  spec: Spec,
): ReadonlyMap<Span, readonly NodePlan[]> {
  const places = new Map<Span, NodePlan[]>();
  for (const node of nodes) {
    const { host, role } = layersOf(node, spec);
    const layers = [spec, role, host].filter((each) => each !== undefined);
    const stated = statedAt(layers, fact);
    if (stated !== undefined) listOf(places, stated.span).push(node);
  }
  return places;
}
