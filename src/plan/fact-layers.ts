import type { Span } from "../core/source.js";
import type { Host, Role, Spec } from "../language/model.js";

/** A place of the spec that states facts. */
export type FactLayer = Spec | Role | Host;

type FactName = keyof FactLayer["factPlaces"];

/** Lists for each role and host the places that state its facts, the later over the earlier. */
export function factLayers(spec: Spec): readonly (readonly FactLayer[])[] {
  return [
    ...[...spec.roles.values()].map((role) => [spec, role]),
    ...[...spec.hosts.values()].flatMap((host) => {
      const role = spec.roles.get(host.role.name);
      // The reader has already reported an unknown role.
      return role === undefined ? [] : [[spec, role, host]];
    }),
  ];
}

/** Two facts of a node that contradict each other. */
export interface FactPair {
  /** The fact that a later place states, or the first of the two. */
  readonly at: Span;
  readonly other: Span;
  /** The name of the fact at `other`. */
  readonly otherName: FactName;
}

/** Finds where two facts of a node are stated; undefined if the spec does not state both. */
export function pairOf(
  layers: readonly FactLayer[],
  first: FactName,
  second: FactName,
): FactPair | undefined {
  const [a, b] = [statedAt(layers, first), statedAt(layers, second)];
  if (a === undefined || b === undefined) return undefined;
  return a.level >= b.level
    ? { at: a.span, other: b.span, otherName: second }
    : { at: b.span, other: a.span, otherName: first };
}

/** Makes a test that is true for each pair of places once: many nodes share them. */
export function firstOfPair(): (pair: FactPair) => boolean {
  const seen = new Map<Span, Set<Span>>();
  return ({ at, other }) => {
    const others = seen.get(at) ?? new Set();
    if (others.has(other)) return false;
    seen.set(at, others.add(other));
    return true;
  };
}

/** Finds the last layer that states a fact, and where. */
export function statedAt(
  layers: readonly FactLayer[],
  fact: FactName,
): { readonly level: number; readonly span: Span } | undefined {
  const level = layers.findLastIndex(
    ({ factPlaces }) => factPlaces[fact] !== undefined,
  );
  const span = layers[level]?.factPlaces[fact];
  return span && { level, span };
}
