/** The parts of `v1.14.0-rc.1` that are compared: 1, 14, 0. */
function parts(release: string): readonly number[] {
  return (/^v?[0-9]+(?:\.[0-9]+)*/u.exec(release)?.[0] ?? "0")
    .replace("v", "")
    .split(".")
    .map(Number);
}

/**
 * Whether a release is `bound` or later. Undefined where the release is too coarse to tell: `1.13` beside `1.13.7`.
 */
export function reaches(release: string, bound: string): boolean | undefined {
  const [stated, wanted] = [parts(release), parts(bound)];
  for (const [at, part] of wanted.entries()) {
    const own = stated[at];
    if (own === undefined)
      return wanted.slice(at).every((rest) => rest === 0) ? true : undefined;
    if (own !== part) return own > part;
  }
  return true;
}

/** Releases from `since` on, and before `before`. */
export interface Span {
  readonly since?: string;
  readonly before?: string;
}

/**
 * Whether a release is within a span; undefined where that is not known. Without a release, the answer is that of all
 * releases from `oldest` on, if they agree.
 */
export function isWithin(
  release: string | undefined,
  { since, before }: Span,
  oldest: string | undefined,
): boolean | undefined {
  if (release === undefined) {
    if (since === undefined && before === undefined) return true;
    if (oldest === undefined) return undefined;
    if (before !== undefined)
      return reaches(oldest, before) === true ? false : undefined;
    return since !== undefined && reaches(oldest, since) === true
      ? true
      : undefined;
  }
  const begun = since === undefined ? true : reaches(release, since);
  const ended = before === undefined ? false : reaches(release, before);
  if (begun === false || ended === true) return false;
  return begun === true && ended === false ? true : undefined;
}
