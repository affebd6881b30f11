import { lstatSync, readdirSync, readFileSync, type Dirent } from "node:fs";
import { sep } from "node:path";
import { folderOf } from "./folders.js";

/** What stands at a path, without following a symlink. */
export type Kind = "file" | "folder" | "symlink" | "other";

/** A folder as far as it can be reached without a symlink. */
export type FolderState =
  | { readonly state: "there" | "missing" }
  | {
      readonly state: "obstructed";
      /** Absolute path of what stands in the way: not a folder. */
      readonly at: string;
      readonly kind: Exclude<Kind, "folder">;
    };

/**
 * A look at the disk for the length of one comparison. Every folder is listed once, so that a thousand files cost a
 * thousand reads and hardly a stat.
 */
export interface Disk {
  /** How the folder is reached from the trusted folders. */
  readonly folder: (path: string) => FolderState;
  /** What stands at a path; undefined where nothing does or its folder cannot be reached. */
  readonly kindOf: (path: string) => Kind | undefined;
  /** The names in a folder; undefined where it cannot be listed. */
  readonly names: (folder: string) => ReadonlyMap<string, Kind> | undefined;
  /** Whether both paths are there, and lead to one file. */
  readonly isOneFile: (path: string, other: string) => boolean;
  /**
   * The text of a file, with LF line ends: git may have checked it out with CRLF.
   * @throws an errno error
   */
  readonly read: (path: string) => string;
}

const there: FolderState = Object.freeze({ state: "there" });
const missing: FolderState = Object.freeze({ state: "missing" });

/** @param trusted folders that are known to exist and to be reached without a symlink */
export function openDisk(trusted: readonly string[]): Disk {
  const folders = new Map<string, FolderState>(
    trusted.map((path) => [path, there]),
  );
  const listings = new Map<string, ReadonlyMap<string, Kind> | undefined>();

  function names(folder: string): ReadonlyMap<string, Kind> | undefined {
    if (listings.has(folder)) return listings.get(folder);
    const listing = list(folder);
    listings.set(folder, listing);
    return listing;
  }

  function kindOf(path: string): Kind | undefined {
    const parent = folderOf(path);
    if (folderState(parent).state !== "there") return undefined;
    // A name that is not listed may still be there: in another case, or where the folder may not be listed.
    return (
      names(parent)?.get(path.slice(path.lastIndexOf(sep) + 1)) ??
      lstatKind(path)
    );
  }

  function folderState(path: string): FolderState {
    let found = folders.get(path);
    if (found === undefined) {
      found = lookAt(path);
      folders.set(path, found);
    }
    return found;
  }

  function lookAt(path: string): FolderState {
    const parent = folderOf(path);
    if (parent === path) return there;
    const above = folderState(parent);
    if (above.state !== "there") return above;
    const kind = kindOf(path);
    if (kind === undefined) return missing;
    return kind === "folder" ? there : { state: "obstructed", at: path, kind };
  }

  return Object.freeze({
    folder: folderState,
    kindOf,
    names,
    isOneFile,
    read: readText,
  });
}

/** CRLF becomes LF, so that a checkout with `core.autocrlf` compares equal. */
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
  } catch {
    // Not searchable: writing there reports why.
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
