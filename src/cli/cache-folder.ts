import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type Stats,
} from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

/** In milliseconds; what was stored earlier is deleted, and stored anew if it is still needed. */
const MAX_AGE = 30 * 24 * 3600 * 1000;

/** What is stored: V8's compiled forms of the bundles, or what specs came to. */
export type CacheKind = "v8" | "specs";

/** Opens a file of the user's cache; undefined if there is none, or if another user could have written it. */
export function openInCache(kind: CacheKind, name: string): number | undefined {
  const folder = findFolders(kind).at(-1);
  if (folder === undefined || !isPrivate(folder)) return undefined;
  try {
    const file = openSync(
      join(folder, name),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
    // The file that is open, which nobody can exchange any more.
    const stat = fstatSync(file);
    if (stat.isFile() && isOnlyOurs(stat)) return file;
    closeSync(file);
  } catch {
    // As if there were none.
  }
  return undefined;
}

/** Reads an open file and closes it; undefined where that fails, as if nothing were stored. */
export function readAndClose<Result>(
  file: number | undefined,
  read: (file: number) => Result | undefined,
): Result | undefined {
  if (file === undefined) return undefined;
  try {
    return read(file);
  } catch {
    return undefined;
  } finally {
    closeQuietly(file);
  }
}

function closeQuietly(file: number): void {
  try {
    closeSync(file);
  } catch {
    // What was read is compared with its digest or its code.
  }
}

/** Writes a file to the user's cache, whole or not at all. A cache that cannot be written is no error. */
export function writeToCache(
  kind: CacheKind,
  name: string,
  pieces: readonly Uint8Array[],
): void {
  const folders = findFolders(kind);
  const folder = folders.at(-1);
  if (folder === undefined) return;
  try {
    for (const each of folders) makeFolder(each);
    if (!isPrivate(folder)) return;
    deleteOld(folder);
    const path = join(folder, name);
    const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    try {
      writeNew(temporary, pieces);
      renameSync(temporary, path);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch {
    // A read-only home, a full disk: the next run is as slow as this one.
  }
}

/** Writes a file that does not exist: in pieces, since one buffer for all would take their memory twice. */
function writeNew(path: string, pieces: readonly Uint8Array[]): void {
  const file = openSync(path, "wx", 0o600);
  try {
    for (const piece of pieces)
      for (let at = 0; at < piece.length;) at += writeSync(file, piece, at);
  } finally {
    closeSync(file);
  }
}

/** The folders from the user's cache down to tunegen's own; none where the user has no home, or none may be stored. */
function findFolders(kind: CacheKind): readonly string[] {
  const {
    XDG_CACHE_HOME: cache = "",
    HOME: home = "",
    NODE_DISABLE_COMPILE_CACHE: off,
  } = process.env;
  // On Windows, which has other rights.
  if (process.getuid === undefined || off === "1") return [];
  const base = isAbsolute(cache) ? cache : join(home, ".cache");
  return isAbsolute(base)
    ? [base, join(base, "tunegen"), join(base, "tunegen", kind)]
    : [];
}

/** Makes a missing folder in a folder of this user: root leaves nothing in the home of another. */
function makeFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return;
  // Not `recursive`, with which Node 20 to 24 never return below /proc.
  if (isOurs(statSync(dirname(path)))) mkdirSync(path, { mode: 0o700 });
}

/** Whether a path is a folder, and no symbolic link, which only this user can read and write. */
function isPrivate(folder: string): boolean {
  try {
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    return stat?.isDirectory() === true && isOnlyOurs(stat);
  } catch {
    return false;
  }
}

function isOnlyOurs(stat: Stats): boolean {
  return isOurs(stat) && (stat.mode & 0o077) === 0;
}

function isOurs({ uid }: Stats): boolean {
  return uid === process.geteuid?.();
}

function deleteOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (lstatSync(path).mtimeMs < Date.now() - MAX_AGE)
      rmSync(path, { force: true });
  }
}
