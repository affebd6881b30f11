import { reachesPatch } from "../../core/release.js";

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
      return reachesPatch(oldest, before) === true ? false : undefined;
    return since !== undefined && reachesPatch(oldest, since) === true
      ? true
      : undefined;
  }
  const begun = since === undefined ? true : reachesPatch(release, since);
  const ended = before === undefined ? false : reachesPatch(release, before);
  if (begun === false || ended === true) return false;
  return begun === true && ended === false ? true : undefined;
}
