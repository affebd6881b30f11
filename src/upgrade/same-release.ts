/**
 * Whether two releases are the same as far as both are told: `1.35` and `1.35.2` are, `1.35.1` and `1.35.2` are not. What
 * has no number, such as `debian-13`, must be equal.
 */
export function isSameRelease(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [numbersOf(a), numbersOf(b)];
  if (left === undefined || right === undefined) return false;
  return left.every((number, at) => (right[at] ?? number) === number);
}

/** Whether a release is older than another one; also `debian-12` than `debian-13`, but not a distribution than another. */
export function isOlderRelease(a: string, b: string): boolean {
  const [left, right] = [numberedOf(a), numberedOf(b)];
  if (left.name !== right.name) return false;
  for (const [at, number] of left.numbers.entries()) {
    const other = right.numbers[at];
    if (other === undefined || number !== other)
      return other !== undefined && number < other;
  }
  return false;
}

/** `debian-12` is `debian` and 12. */
function numberedOf(release: string): {
  readonly name: string;
  readonly numbers: readonly number[];
} {
  const [, name = "", numbers = ""] =
    /^(?:v(?=\d)|(\D*?)-?)(\d+(?:\.\d+)*)/u.exec(release) ?? [];
  return { name, numbers: numbers.split(".").map(Number) };
}

function numbersOf(release: string): readonly string[] | undefined {
  return /^v?(\d+(?:\.\d+)+)/u.exec(release)?.[1]?.split(".");
}
