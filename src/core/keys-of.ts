/** Lists the keys of a table in the order in which they are written, typed as the table has them. */
export function keysOf<Key extends string>(
  table: Readonly<Record<Key, unknown>>,
): readonly Key[] {
  // A literal table has no keys beside those of its type, which Object.keys() cannot know.
  return Object.keys(table) as Key[];
}
