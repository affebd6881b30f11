import { rankAbove } from "../platform/sysctl-rank.js";
import type { NodePlan } from "./types.js";

/** What the placeholders of a path depend on. */
export type PathNode = Pick<NodePlan, "kind" | "name" | "platform">;

/** Fills `{kind}`, `{name}` and `{rank}` of a path in, where it is one of those that there is for each node. */
export function fillPath(pattern: string, node: PathNode | undefined): string {
  if (node === undefined) return pattern;
  // Not replaceAll by a string: a `$` in a name would be read as a reference.
  return pattern.replaceAll(
    /\{(kind|name|rank)\}/gu,
    (_, field: "kind" | "name" | "rank") =>
      field === "rank" ? rankAbove(node.platform.sysctlFiles()) : node[field],
  );
}
