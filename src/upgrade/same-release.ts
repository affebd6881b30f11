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

function numbersOf(release: string): readonly string[] | undefined {
  return /^v?(\d+(?:\.\d+)+)/u.exec(release)?.[1]?.split(".");
}
