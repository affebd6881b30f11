import { statSync } from "node:fs";
import { isDiskError } from "../../output/errno.js";

/** The state of a file. */
export interface FileState {
  /** Equal as long as nothing was written. */
  readonly identity: string;
  /** When the file was written, in milliseconds since 1970; undefined if there is none. */
  readonly modified?: number;
}

/** The state of files at one time, by path. */
export type Snapshot = ReadonlyMap<string, FileState>;

/**
 * Takes the state of files, which need not exist. A file that an editor replaces by another of the same name has another
 * inode; the target of a symbolic link counts.
 */
export function takeSnapshot(paths: Iterable<string>): Snapshot {
  return new Map([...paths].map((path) => [path, stateOf(path)]));
}

/** Lists the paths whose state differs; one that only one of both has counts, too. */
export function changedPaths(
  before: Snapshot,
  after: Snapshot,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path)?.identity !== after.get(path)?.identity,
  );
}

function stateOf(path: string): FileState {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    // What is watched in a folder has a path of its own.
    if (stat?.isFile() !== true)
      return { identity: stat === undefined ? "none" : "other" };
    const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs } = stat;
    return {
      identity: [dev, ino, size, mtimeNs, ctimeNs].join(),
      modified: Number(mtimeMs),
    };
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return { identity: thrown.code };
  }
}
