import {
  kinds,
  nodeKindNames,
  nodeKinds,
  type NodeKind,
} from "../settings/registry.js";
import type { Comparison } from "./types.js";

/** Kinds that only the configuration of programs shows. */
const elsewhere: readonly NodeKind[] = ["allowance", "kubeProxy"];

/** The kinds of settings that can be compared, by their section of the spec, in its order. */
export const comparedKinds: readonly string[] = [
  ...new Set(
    nodeKindNames
      .filter((kind) => !elsewhere.includes(kind))
      .map((kind) => nodeKinds[kind].section),
  ),
];

/** Returns the section of the spec that a kind of setting is written in: `kernelArgs`. */
export function sectionOf(kind: Comparison["kind"]): string {
  return kinds[kind].section;
}

/** Returns whether a kind of setting is to be compared. */
export function kindTest(
  only: readonly string[] | undefined,
): (kind: Comparison["kind"]) => boolean {
  if (only === undefined) return () => true;
  const sections = new Set(only);
  return (kind) => sections.has(sectionOf(kind));
}
