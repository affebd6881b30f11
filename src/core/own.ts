/** Returns what a table holds for a name that a user may have written, which may be `constructor` or `__proto__`. */
export function own<Value>(
  table: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
