import { onceForText } from "../core/once-for.js";
import { rankAbove } from "../platform/sysctl-rank.js";
import type { NodePlan } from "./types.js";

/** What the placeholders of a path depend on. */
export type PathNode = Pick<NodePlan, "kind" | "name" | "platform">;

/** Fills `{kind}`, `{name}` and `{rank}` of a path in, where it is one of those that there is for each node. */
export function fillPath(pattern: string, node: PathNode | undefined): string {
  if (node === undefined) return pattern;
  let path = "";
  for (const piece of piecesOf(pattern)) {
    if (piece === "{kind}") path += node.kind;
    else if (piece === "{name}") path += node.name;
    else if (piece === "{rank}") path += rankAbove(node.platform.sysctlFiles());
    else path += piece;
  }
  return path;
}

/** Splits a pattern at its placeholders: the same few make the paths of thousands of hosts. */
const piecesOf = onceForText((pattern) =>
  pattern.split(/(\{(?:kind|name|rank)\})/u),
);
