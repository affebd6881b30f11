/** The numbers of `v1.14.0-rc.1` that are compared: 1, 14, 0. Undefined for what is not a release. */
function numbersOf(release: string): readonly number[] | undefined {
  return /^v?(\d+(?:\.\d+)*)/u.exec(release)?.[1]?.split(".").map(Number);
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
  for (const [at, number] of wanted.entries()) {
    const own = stated[at];
    if (own === undefined)
      return wanted.slice(at).every((rest) => rest === 0) ? true : undefined;
    if (own !== number) return own > number;
  }
  return true;
}
