/** Returns the list of a key in a table of lists; a key without one gets an empty list. */
export function listOf<Key, Value>(
  lists: Map<Key, Value[]>,
  key: Key,
): Value[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: Value[] = [];
  lists.set(key, list);
  return list;
}
