/** Cache: the same few releases are compared for each value, field and document that has a lifetime. */
const numbers = new Map<string, readonly number[] | undefined>();

/** The numbers of `v1.14.0-rc.1` that are compared: 1, 14, 0. Undefined for what is not a release. */
function numbersOf(release: string): readonly number[] | undefined {
  const known = numbers.get(release);
  if (known !== undefined || numbers.has(release)) return known;
  const read = /^v?(\d+(?:\.\d+)*)/u.exec(release)?.[1]?.split(".").map(Number);
  numbers.set(release, read);
  return read;
}

/**
 * Whether a release is `bound` or later, patch levels included. Undefined where the release is too coarse to tell:
 * `1.16` beside `1.16.8`.
 */
export function reachesPatch(
  release: string,
  bound: string,
): boolean | undefined {
  const [stated, wanted] = [numbersOf(release), numbersOf(bound)];
  if (stated === undefined || wanted === undefined) return undefined;
  const at = wanted.findIndex((number, index) => stated[index] !== number);
  if (at < 0) return true;
  const [own, number] = [stated[at], wanted[at] ?? 0];
  if (own !== undefined) return own > number;
  return wanted.slice(at).every((rest) => rest === 0) ? true : undefined;
}
