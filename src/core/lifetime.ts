import { reachesPatch } from "./release.js";

/** The releases that have something: a field, a flag, a document, a value. All of them, where neither bound is given. */
export interface Lifetime {
  /** The first release that has it. */
  readonly since?: string;
  /** The first release that no longer has it. */
  readonly before?: string;
}

/** Puts the bounds into words: `from 23.11 on`, `before 25.11`. */
export function lifetimeWords({ since, before }: Lifetime): readonly string[] {
  return [
    ...(since === undefined ? [] : [`from ${since} on`]),
    ...(before === undefined ? [] : [`before ${before}`]),
  ];
}

/**
 * Whether a release has something; undefined where that is not known. Without a release, the answer is that of all
 * releases from `oldest` on, if they agree.
 */
export function isWithin(
  release: string | undefined,
  { since, before }: Lifetime,
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

/**
 * Returns why a release does not have something: it came later, or was removed before. Undefined if the release has it,
 * or is not known.
 */
export function absence(
  lifetime: Lifetime,
  release: string | undefined,
): "key-not-yet" | "key-gone" | undefined {
  if (release === undefined || isWithin(release, lifetime, undefined) !== false)
    return undefined;
  const { since } = lifetime;
  return since !== undefined && reachesPatch(release, since) === false
    ? "key-not-yet"
    : "key-gone";
}
