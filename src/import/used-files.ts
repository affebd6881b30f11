import { posix } from "node:path";
import type { Reading, Remark, UsedFile } from "./types.js";

/** Returns the path of a used file, as the name of its source would be. */
export function pathOf({ path, span }: UsedFile): string {
  return posix.isAbsolute(path)
    ? path
    : posix.join(posix.dirname(span.source.name), path);
}

/** Finds the roles and hosts that each file is for, where another file says so. */
export function userGroups(
  readings: readonly Reading[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { uses = [], groups: all = [] } of readings)
    for (const used of uses) {
      const path = pathOf(used);
      const names = groups.get(path) ?? new Set();
      groups.set(path, names);
      for (const name of used.group === undefined ? all : [used.group])
        names.add(name);
    }
  return groups;
}

/** Notes which files are used by those that were imported, but are not among them. */
export function notImported(
  readings: readonly Reading[],
  names: readonly string[],
): readonly Remark[] {
  const isThere = isAmong(names);
  return readings.flatMap(({ uses = [] }) => {
    const missing = uses.filter((used) => !isThere(pathOf(used)));
    const [first] = missing;
    if (first === undefined) return [];
    const paths = [...new Set(missing.map(({ path }) => `\`${path}\``))];
    return [
      {
        kind: "note",
        span: first.span,
        message: `the file uses ${paths.join(", ")}`,
        help: "import these files, too, or their folder",
      },
    ];
  });
}

/** Whether a path is that of a file, or of a folder with one in it. */
function isAmong(names: readonly string[]): (path: string) => boolean {
  const known = new Set<string>();
  for (const name of names)
    for (
      let path = posix.normalize(name);
      !known.has(path);
      path = posix.dirname(path)
    )
      known.add(path);
  return (path) => known.has(path.replace(/\/$/u, ""));
}
