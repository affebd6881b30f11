import { lstatSync, readdirSync, readFileSync, type Dirent } from "node:fs";
import { sep } from "node:path";
import { meansAbsent } from "./absent.js";
import { parentFolder } from "./location.js";

/** What exists at a path; symbolic links are not followed. */
export type Kind = "file" | "folder" | "symlink" | "other";

/** Whether a folder exists and can be reached without a symbolic link. */
export type FolderState =
  | { readonly state: "there" | "missing" }
  | {
      readonly state: "obstructed";
      /** Absolute path of what is in the way instead of a folder. */
      readonly at: string;
      readonly kind: Exclude<Kind, "folder">;
    };

/**
 * The disk, with a cache that is valid for one comparison. A folder of which many names are asked is listed, so that a
 * comparison of a thousand files in it needs one call for them and not a thousand.
 */
export interface Disk {
  /**
   * Whether a folder can be reached from the trusted folders.
   *
   * @throws an errno error if it cannot be told
   */
  readonly folderState: (path: string) => FolderState;
  /**
   * What exists at a path; undefined if nothing does, or its folder cannot be reached.
   *
   * @throws an errno error if it cannot be told
   */
  readonly kindOf: (path: string) => Kind | undefined;
  /** The names in a folder; undefined if it cannot be listed. */
  readonly names: (folder: string) => ReadonlyMap<string, Kind> | undefined;
  /** Whether both paths exist and are the same file. */
  readonly isOneFile: (path: string, other: string) => boolean;
  /**
   * Reads a file as text with LF line ends: git may have checked it out with CRLF.
   *
   * @throws an errno error
   */
  readonly read: (path: string) => string;
}

/** To list a folder takes as long as to ask for about so many names in it. */
const MOST_ASKED = 4;

const there: FolderState = Object.freeze({ state: "there" });
const missing: FolderState = Object.freeze({ state: "missing" });

/** @param trusted folders that exist and are reached without a symbolic link */
export function openDisk(trusted: readonly string[]): Disk {
  const folders = new Map<string, FolderState>(
    trusted.map((path) => [path, there]),
  );
  const listings = new Map<string, ReadonlyMap<string, Kind> | undefined>();
  /** The paths in a folder that were asked for before it is listed. */
  const asked = new Map<string, Map<string, Kind | undefined>>();

  function names(folder: string): ReadonlyMap<string, Kind> | undefined {
    if (listings.has(folder)) return listings.get(folder);
    const listing = list(folder);
    listings.set(folder, listing);
    return listing;
  }

  function kindOf(path: string): Kind | undefined {
    const parent = parentFolder(path);
    if (folderState(parent).state !== "there") return undefined;
    const before = asked.get(parent) ?? new Map<string, Kind | undefined>();
    if (before.has(path)) return before.get(path);
    if (before.size < MOST_ASKED && !listings.has(parent)) {
      const kind = lstatKind(path);
      asked.set(parent, before.set(path, kind));
      return kind;
    }
    // A name that is not listed may still exist: in another case, or if the folder may not be listed.
    return (
      names(parent)?.get(path.slice(path.lastIndexOf(sep) + 1)) ??
      lstatKind(path)
    );
  }

  function folderState(path: string): FolderState {
    let found = folders.get(path);
    if (found === undefined) {
      found = inspectFolder(path);
      folders.set(path, found);
    }
    return found;
  }

  function inspectFolder(path: string): FolderState {
    const parent = parentFolder(path);
    if (parent === path) return there;
    const above = folderState(parent);
    if (above.state !== "there") return above;
    const kind = kindOf(path);
    if (kind === undefined) return missing;
    return kind === "folder" ? there : { state: "obstructed", at: path, kind };
  }

  return Object.freeze({
    folderState,
    kindOf,
    names,
    isOneFile,
    read: readText,
  });
}

/** Replaces CRLF by LF, so that a checkout with `core.autocrlf` compares equal. */
export function withLineFeeds(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}

function isOneFile(path: string, other: string): boolean {
  const [a, b] = [path, other].map((each) =>
    lstatSync(each, { throwIfNoEntry: false, bigint: true }),
  );
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

function readText(path: string): string {
  return withLineFeeds(readFileSync(path, "utf8"));
}

function list(folder: string): ReadonlyMap<string, Kind> | undefined {
  try {
    return new Map(
      readdirSync(folder, { withFileTypes: true }).map((entry) => [
        entry.name,
        kindFrom(entry),
      ]),
    );
  } catch {
    return undefined;
  }
}

function lstatKind(path: string): Kind | undefined {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found && kindFrom(found);
  } catch (error) {
    // Any other error, a folder that may not be searched too, could hide a file that is there.
    if (!meansAbsent(error)) throw error;
    return undefined;
  }
}

function kindFrom(
  entry: Pick<Dirent, "isFile" | "isDirectory" | "isSymbolicLink">,
): Kind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? "symlink" : "other";
}
