import { type Dirent, readdirSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { nearest } from "../core/nearest.js";

/**
 * Returns the name of an existing file that a missing one may stand for: one with a similar name in the same folder, or
 * one of the same name in a folder below. Undefined if there is none.
 * @param file the path of the missing file
 * @param name the same path as the spec writes it
 */
export function nearFile(file: string, name: string): string | undefined {
  const folder = dirname(file);
  const wanted = basename(file);
  const entries = entriesOf(folder);
  const near = nearest(wanted, filesIn(entries));
  if (near !== undefined) return beside(name, near);
  const below = entries.find(
    (entry) =>
      entry.isDirectory() &&
      filesIn(entriesOf(join(folder, entry.name))).includes(wanted),
  );
  return below === undefined
    ? undefined
    : beside(name, posix.join(below.name, wanted));
}

/** Returns the names of the files that a pattern with `*` in its last part stands for, as the spec would write them. */
export function filesMatching(file: string, name: string): readonly string[] {
  const parts = basename(file).split("*");
  const [start = "", ...others] = parts;
  if (others.length === 0) return [];
  const end = others.at(-1) ?? "";
  return filesIn(entriesOf(dirname(file)))
    .filter((each) => each.startsWith(start) && each.endsWith(end))
    .map((each) => beside(name, each));
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
