/** Joins names as `a, b and c`. */
export function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2
    ? last
    : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** Joins names as `a, b and c`; of more than `most`, the last ones are counted: `a, b and 5 more`. */
export function shortNameList(names: readonly string[], most: number): string {
  return joinNames(
    names.length > most
      ? [...names.slice(0, most - 1), `${names.length - most + 1} more`]
      : names,
  );
}
