import { isAtLeast } from "./version.js";

/** The releases that have a field, a flag or a document: all of them, where neither bound is given. */
export interface Lifetime {
  /** The first release that has it. */
  readonly since?: string;
  /** The first release without it. */
  readonly until?: string;
}

/**
 * Returns why a release does not have something: it came later, or was removed before. Undefined if the release has it,
 * or is not known.
 */
export function absence(
  { since, until }: Lifetime,
  release: string | undefined,
): "key-not-yet" | "key-gone" | undefined {
  if (since !== undefined && isAtLeast(release, since) === false)
    return "key-not-yet";
  return until !== undefined && isAtLeast(release, until) === true
    ? "key-gone"
    : undefined;
}
