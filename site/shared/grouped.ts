import { listOf } from "../../src/core/list-of.js";

/** Groups items by a word, in the order of the first of each group. */
export function grouped<Item>(
  items: readonly Item[],
  by: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) listOf(groups, by(item)).push(item);
  return groups;
}
