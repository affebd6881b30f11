/** Items that are shown once, because only their nodes differ. */
export type Group<T> = readonly [T, ...T[]];

/** Groups items by a text that is the same for those that belong together. */
export function grouped<T>(
  items: readonly T[],
  identity: (item: T) => string,
): readonly Group<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(identity(item));
    if (group === undefined) groups.set(identity(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
