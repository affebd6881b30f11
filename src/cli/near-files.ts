import { type Dirent, readdirSync } from "node:fs";
import { basename, dirname, extname, join, posix } from "node:path";
import { distance } from "fastest-levenshtein";
import { nearest } from "../core/nearest.js";

/** Whether the file at a path can be one that is proposed. */
export type Fits = (path: string) => boolean;

/**
 * Returns the name of an existing file that a missing one may stand for: one with a similar name in the same folder, or
 * one of the same name in a folder below. Undefined if there is none.
 * @param file the path of the missing file
 * @param name the same path as the spec writes it
 * @param fits asked only for files with such a name: it may read them
 */
export function nearFile(
  file: string,
  name: string,
  fits: Fits,
): string | undefined {
  const folder = dirname(file);
  const wanted = basename(file);
  const entries = entriesOf(folder);
  const near = nearest(
    wanted,
    filesIn(entries).filter(
      (each) => isNear(wanted, each) && fits(join(folder, each)),
    ),
  );
  if (near !== undefined) return beside(name, near);
  const below = entries.find(
    (entry) =>
      entry.isDirectory() &&
      filesIn(entriesOf(join(folder, entry.name))).includes(wanted) &&
      fits(join(folder, entry.name, wanted)),
  );
  return below === undefined
    ? undefined
    : beside(name, posix.join(below.name, wanted));
}

/** Returns the names of the files that a pattern with `*` in its last part stands for, as the spec would write them. */
export function filesMatching(
  file: string,
  name: string,
  fits: Fits,
): readonly string[] {
  const parts = basename(file).split("*");
  const [start = "", ...others] = parts;
  if (others.length === 0) return [];
  const end = others.at(-1) ?? "";
  return filesIn(entriesOf(dirname(file)))
    .filter(
      (each) =>
        each.startsWith(start) &&
        each.endsWith(end) &&
        fits(join(dirname(file), each)),
    )
    .map((each) => beside(name, each));
}

/** Whether two names are alike without their ends, which most files of a folder share. */
function isNear(wanted: string, other: string): boolean {
  const [a, b] = [wanted, other].map((name) =>
    basename(name, extname(name)).toLowerCase(),
  );
  return (
    a !== undefined &&
    b !== undefined &&
    distance(a, b) <= Math.ceil(a.length / 3)
  );
}

function filesIn(entries: readonly Dirent[]): readonly string[] {
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  } catch {
    return [];
  }
}

/** The path of another file in the folder of a path. */
function beside(path: string, other: string): string {
  return posix.join(posix.dirname(path), other);
}
