import { type Stats, statSync } from "node:fs";
import { isDiskError } from "./errno.js";

const codes: ReadonlySet<string> = new Set([
  "ENAMETOOLONG",
  "ENOENT",
  "ENOTDIR",
]);

/** Whether an error says that there is nothing at a path; any other leaves open what is there. */
export function meansAbsent(error: unknown): boolean {
  return isDiskError(error) && codes.has(error.code);
}

/**
 * Whether there is nothing at a path. `existsSync` also says so of what cannot be looked at, as on a disk with errors; that
 * counts as there, and whoever reads it reports why it cannot be read.
 */
export function isAbsent(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined;
  } catch (error) {
    return meansAbsent(error);
  }
}

/**
 * Returns what is at a path, or undefined if nothing is. Below a regular file, and under a name that is too long, nothing
 * can be, and `throwIfNoEntry` does not cover that.
 *
 * @throws an errno error if it cannot be looked at
 */
export function statIfPresent(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (meansAbsent(error)) return undefined;
    throw error;
  }
}
