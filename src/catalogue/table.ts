/** Separates the values of one field over the releases. */
const between = "\u00a6";

/** Sorted lines in one string, each starting with a key and a tab; split on first use. */
export interface Table {
  /** The line of a key. */
  readonly line: (id: string) => string | undefined;
  /** The keys, ordered by code unit. */
  readonly ids: () => readonly string[];
}

export function tableOf(text: string): Table {
  let split: readonly string[] | undefined;
  const lines = (): readonly string[] => (split ??= text.split("\n"));
  return {
    line: (id) => find(lines(), `${id}\t`),
    ids: () => lines().map((line) => line.slice(0, line.indexOf("\t"))),
  };
}

/** The line that starts with `start`. A tab sorts before every character of a key, so lines sort as keys do. */
function find(lines: readonly string[], start: string): string | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? "") < start) low = middle + 1;
    else high = middle;
  }
  const line = lines[low];
  return line?.startsWith(start) ? line : undefined;
}

/** Decodes the values of a field, one per release: `4096` (all equal) or `0011¦a¦b` (the index of each value). */
export function perRelease(field: string, releases: number): readonly string[] {
  if (!field.includes(between))
    return Array.from({ length: releases }, () => field);
  const [numbers = "", ...distinct] = field.split(between);
  return Array.from(
    { length: releases },
    (_, at) => distinct[Number.parseInt(numbers.charAt(at), 36)] ?? "",
  );
}

/** The values of a list. */
export function values(field: string): readonly string[] {
  return field.split(between);
}
