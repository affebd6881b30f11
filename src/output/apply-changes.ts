import {
  existsSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from "node:fs";
import { dirname } from "node:path";
import { isDiskError } from "./errno.js";
import { removeQuietly, writeTemporary } from "./temporary.js";

/** Changes to the disk that belong together, as absolute paths. */
export interface Changes {
  readonly writes: readonly Replacement[];
  readonly deletes: readonly string[];
  /** Replaced when all else is done. */
  readonly last: Replacement | undefined;
  /** Folders that stay, however empty they become: the root and what is above it. */
  readonly keep: (folder: string) => boolean;
}

export interface Replacement {
  readonly path: string;
  readonly text: string;
}

/** How far the changes came, and what stopped them. */
export interface Applied {
  /** Absolute paths, in the order of `writes`. */
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  readonly failure: Failure | undefined;
}

export interface Failure {
  /** Absolute path of the file that could not be written or deleted. */
  readonly path: string;
  readonly action: "write" | "delete";
  readonly error: Error & { readonly code: string };
}

/** After so many files the event loop has a turn, so that the lock is renewed in a long build. */
const batch = 256;

/**
 * Applies changes in two steps: all new texts are written beside their targets first, so that a full disk or a
 * read-only folder is met while nothing has changed; then they are renamed into place. Never throws for what the
 * operating system refuses: the failure says where it stopped, and no temporary is left.
 */
export async function applyChanges(changes: Changes): Promise<Applied> {
  const { writes, deletes, last, keep } = changes;
  const all = last === undefined ? writes : [...writes, last];
  const temporaries = new Map<Replacement, string>();
  const madeFolders: string[] = [];
  const written: string[] = [];
  const deleted: string[] = [];
  let failure: Failure | undefined;

  async function attempt<Item>(
    items: readonly Item[],
    action: Failure["action"],
    pathOf: (item: Item) => string,
    act: (item: Item) => void,
  ): Promise<void> {
    for (const [index, item] of items.entries()) {
      if (failure !== undefined) return;
      if (index % batch === batch - 1) await turn();
      try {
        act(item);
      } catch (error) {
        if (!isDiskError(error)) throw error;
        failure = { path: pathOf(item), action, error };
      }
    }
  }

  function rename(item: Replacement): void {
    const temporary = temporaries.get(item);
    if (temporary === undefined) return;
    renameSync(temporary, item.path);
    temporaries.delete(item);
    if (item !== last) written.push(item.path);
  }

  try {
    await attempt(
      all,
      "write",
      ({ path }) => path,
      (item) => {
        makeFolder(dirname(item.path), madeFolders);
        temporaries.set(item, writeTemporary(item.path, item.text));
      },
    );
    await attempt(writes, "write", ({ path }) => path, rename);
    await attempt(
      deletes,
      "delete",
      (path) => path,
      (path) => {
        deleteFile(path);
        deleted.push(path);
        removeEmptyFolders(dirname(path), keep);
      },
    );
    await attempt(
      last === undefined ? [] : [last],
      "write",
      ({ path }) => path,
      rename,
    );
  } finally {
    for (const path of temporaries.values()) removeQuietly(path);
    if (failure !== undefined) {
      for (const folder of madeFolders.reverse()) removeFolder(folder);
    }
  }
  return { written, deleted, failure };
}

/**
 * Creates a folder and those above it.
 * @param made is added to, also where it fails half way
 * @throws an errno error
 */
export function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent, made);
  try {
    mkdirSync(folder);
    made.push(folder);
  } catch (error) {
    // Another build was faster; where it is no folder, writing below it says so.
    if (!isDiskError(error) || error.code !== "EEXIST") throw error;
  }
}

/** Removes a folder if nothing is in it; whether it did. */
export function removeFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    // Not empty, or not ours to remove.
    return false;
  }
}

function removeEmptyFolders(
  folder: string,
  keep: (folder: string) => boolean,
): void {
  for (let at = folder; !keep(at) && removeFolder(at); at = dirname(at));
}

function deleteFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    // Somebody was faster.
    if (!isDiskError(error) || error.code !== "ENOENT") throw error;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
