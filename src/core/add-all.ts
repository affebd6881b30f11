/** Adds items to a list, one after the other: as arguments of `push`, more than some 100,000 overflow the stack. */
export function addAll<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
