import {
  existsSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from "node:fs";
import { isDiskError } from "./errno.js";
import { parentFolder } from "./location.js";
import { removeQuietly, writeTemporary } from "./temporary.js";

/** Changes to the disk that belong together; all paths are absolute. */
export interface Changes {
  readonly writes: readonly Replacement[];
  readonly deletes: readonly string[];
  /** Written before all other changes. */
  readonly writeFirst?: Replacement | undefined;
  /** Written after all other changes. */
  readonly writeLast: Replacement | undefined;
  /** Whether a folder is kept even if it is empty: the root and its parents. */
  readonly keepsFolder: (folder: string) => boolean;
}

export interface Replacement {
  readonly path: string;
  readonly text: string;
}

/** The changes that were made, and what stopped the others. */
export interface Applied {
  /** Absolute paths, in the order of `writes`. */
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  /** Whether `writeFirst` was written. */
  readonly hasBegun: boolean;
  readonly failure: Failure | undefined;
}

export interface Failure {
  /** Absolute path of the file that could not be written or deleted. */
  readonly path: string;
  readonly action: "write" | "delete";
  readonly error: Error & { readonly code: string };
}

/** After this many files the event loop runs once, so that a long build renews its lock. */
const batchSize = 256;

/**
 * Applies changes in two steps: it writes all new texts to temporary files beside the old ones, so that a full disk or a
 * read-only folder stops it before anything has changed, and then renames them. Errors of the operating system are in the
 * result, and are not thrown. No temporary file is left.
 */
export async function applyChanges(changes: Changes): Promise<Applied> {
  const { writes, deletes, writeFirst, writeLast, keepsFolder } = changes;
  const first = writeFirst === undefined ? [] : [writeFirst];
  const last = writeLast === undefined ? [] : [writeLast];
  const all = [...first, ...writes, ...last];
  const temporaries = new Map<Replacement, string>();
  const madeFolders = new Set<string>();
  const written: string[] = [];
  const deleted: string[] = [];
  let hasBegun = false;
  let failure: Failure | undefined;

  async function attempt<Item>(
    items: readonly Item[],
    action: Failure["action"],
    pathOf: (item: Item) => string,
    act: (item: Item) => void,
  ): Promise<void> {
    for (const [index, item] of items.entries()) {
      if (failure !== undefined) return;
      if (index % batchSize === batchSize - 1) await yieldToEventLoop();
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
    if (item === writeFirst) hasBegun = true;
    else if (item !== writeLast) written.push(item.path);
  }

  try {
    await attempt(
      all,
      "write",
      ({ path }) => path,
      (item) => {
        const folder = parentFolder(item.path);
        makeFolder(folder, madeFolders);
        const replaces = !madeFolders.has(folder);
        temporaries.set(item, writeTemporary(item.path, item.text, replaces));
      },
    );
    await attempt([...first, ...writes], "write", ({ path }) => path, rename);
    await attempt(
      deletes,
      "delete",
      (path) => path,
      (path) => {
        deleteFile(path);
        deleted.push(path);
        removeEmptyFolders(parentFolder(path), keepsFolder);
      },
    );
    await attempt(last, "write", ({ path }) => path, rename);
  } finally {
    for (const path of temporaries.values()) removeQuietly(path);
    if (failure !== undefined) {
      for (const folder of [...madeFolders].reverse()) removeFolder(folder);
    }
  }
  return { written, deleted, hasBegun, failure };
}

/**
 * Creates a folder and its parents, one by one: below /proc, `mkdirSync` with `recursive` never returns on Node 20 to 24.
 *
 * @param made the created folders are added here, even if a later one fails
 * @throws an errno error
 */
export function makeFolder(folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  // In a folder that was just created there is nothing yet, or else creating it says so.
  if (!isBelowAny(made, folder) && existsSync(folder)) return;
  const parent = parentFolder(folder);
  if (parent !== folder) makeFolder(parent, made);
  try {
    mkdirSync(folder);
    made.add(folder);
  } catch (error) {
    // Another build created it. If it is not a folder, writing below it fails.
    if (!isDiskError(error) || error.code !== "EEXIST") throw error;
  }
}

function isBelowAny(folders: ReadonlySet<string>, path: string): boolean {
  const parent = parentFolder(path);
  return (
    folders.has(parent) || (parent !== path && isBelowAny(folders, parent))
  );
}

/** Removes a folder if it is empty. Returns whether it did. */
export function removeFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    // Not empty, or no permission.
    return false;
  }
}

function removeEmptyFolders(
  folder: string,
  keep: (folder: string) => boolean,
): void {
  for (let at = folder; !keep(at) && removeFolder(at); at = parentFolder(at));
}

function deleteFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    // It is already gone.
    if (!isDiskError(error) || error.code !== "ENOENT") throw error;
  }
}

function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
