import type { Comment } from "./mask.js";
import type { Candidate, Findings } from "./findings.js";
import { children, type Node } from "./syntax.js";

/** A binding, an item of a list or an expression that is directly in a set, a list or a `let`. */
export interface Unit {
  readonly from: number;
  readonly to: number;
  /** The settings that it is, if none is deeper. */
  readonly own: Candidate[];
  /** All settings in it. */
  readonly all: Candidate[];
}

/** A set, a list or a `let`, with the comments that are in it and in no smaller one. */
export interface Container {
  readonly from: number;
  readonly to: number;
  /** In the order of the file. */
  readonly units: readonly Unit[];
  readonly comments: Comment[];
  /** Whether nothing in it is anything but tuning. */
  readonly isTuning: boolean;
}

/** Lists the containers that have settings or comments, and the comments that are in none. */
export function containersOf(
  candidates: readonly Candidate[],
  findings: Findings,
): {
  readonly containers: readonly Container[];
  readonly loose: readonly Comment[];
} {
  const { top, comments } = findings.syntax;
  const byStart = new Map<number, Container>();
  const open = (node: Node): Container => {
    const known = byStart.get(node.from);
    if (known !== undefined) return known;
    const container = {
      from: node.from,
      to: node.to,
      units: children(node).map(({ from, to }) => ({
        from,
        to,
        own: [],
        all: [],
      })),
      comments: [],
      isTuning: isTuning(node, findings),
    };
    byStart.set(node.from, container);
    return container;
  };
  for (const candidate of candidates) {
    let isDeepest = true;
    let inner = candidate.anchor;
    for (let at = inner.parent; at !== null; inner = at, at = at.parent) {
      if (!isContainer(at)) continue;
      const unit = unitAt(open(at).units, inner.from);
      if (unit === undefined) continue;
      unit.all.push(candidate);
      if (isDeepest) unit.own.push(candidate);
      isDeepest = false;
    }
  }
  const loose: Comment[] = [];
  for (const comment of comments) {
    let at: Node | null = top.resolve(comment.start, 1);
    while (at !== null && !isContainer(at)) at = at.parent;
    if (at === null) loose.push(comment);
    else open(at).comments.push(comment);
  }
  return { containers: [...byStart.values()], loose };
}

function isContainer({ name }: Node): boolean {
  return name === "AttrSet" || name === "List" || name === "Let";
}

/** Finds the unit that starts at an offset. */
function unitAt(units: readonly Unit[], from: number): Unit | undefined {
  let [low, high] = [0, units.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const unit = units[low];
  return unit?.from === from ? unit : undefined;
}

function isTuning(node: Node, findings: Findings): boolean {
  let level = 0;
  for (let at: Node | null = node; at !== null && level < 100; at = at.parent) {
    level += 1;
    if (at.name === "Bind" && findings.isRead(at)) return true;
  }
  const parts = children(node);
  return parts.length > 0 && parts.every((part) => findings.isRead(part));
}
