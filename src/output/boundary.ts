import { compare, type Diagnostic } from "../core/diagnostic.js";
import type { Span } from "../core/source.js";
import type { OutputFile } from "../targets/types.js";
import type { Disk } from "./disk.js";
import {
  canonicalPath,
  fault,
  fold,
  outRule,
  pathRules,
  type PathProblem,
} from "./path-rules.js";
import {
  absolutePath,
  folderOf,
  manifestPath,
  relativePath,
  shownPath,
  type Place,
} from "./folders.js";

/** Finds the line of the spec that chose a path: that of a file, or `out`. */
export type SpanOf = (what: OutputFile | "out") => Span | undefined;

export interface CheckedFiles {
  /** Those without a fault, under their canonical paths, sorted by them. */
  readonly files: readonly OutputFile[];
  readonly faults: readonly Diagnostic[];
}

/**
 * What on the disk keeps a path from being a plain file of ours: a symlink, a folder, a device.
 * @param path canonical and without a problem by `pathRules`
 */
export function diskProblem(
  place: Place,
  disk: Disk,
  path: string,
): PathProblem | undefined {
  const absolute = absolutePath(place, path);
  const folder = disk.folder(folderOf(absolute));
  if (folder.state === "missing") return undefined;
  if (folder.state === "obstructed") {
    const at = shownOf(place, folder.at);
    return folder.kind === "symlink"
      ? symlinked(place, at)
      : {
          code: "output-obstructed",
          message: `${at} is a file, and ${shownPath(place, path)} needs it to be a folder`,
          help: `remove ${at} if nothing else needs it, or choose another path`,
        };
  }
  const shown = shownPath(place, path);
  switch (disk.kindOf(absolute)) {
    case undefined:
    case "file":
      return undefined;
    case "symlink":
      return symlinked(place, shown);
    case "folder":
      return {
        code: "output-obstructed",
        message: `${shown} is a folder, and tunegen has a file to write there`,
        help: `remove ${shown} if nothing else needs it, or choose another path`,
      };
    case "other":
      return {
        code: "output-obstructed",
        message: `${shown} is neither a file nor a folder`,
        help: `remove ${shown}, or choose another path`,
      };
  }
}

/** What is wrong with the folder of the manifest, on paper or on the disk. */
export function outProblem(place: Place, disk: Disk): PathProblem | undefined {
  return outRule(place) ?? diskProblem(place, disk, manifestPath(place));
}

/** Keeps the files that may be written, and says what is wrong with the others. */
export function checkPaths(
  place: Place,
  disk: Disk,
  files: readonly OutputFile[],
  spanOf: SpanOf = () => undefined,
): CheckedFiles {
  const problemOf = pathRules(place);
  const faults: Diagnostic[] = [];
  const byFold = new Map<string, OutputFile>();
  const passed: OutputFile[] = [];
  for (const given of files) {
    const path = canonicalPath(given.path);
    const file = path === given.path ? given : { ...given, path };
    const folded = fold(path);
    const other = byFold.get(folded);
    const problem =
      problemOf(path) ??
      (other && collision(place, file, other)) ??
      diskProblem(place, disk, path);
    if (problem === undefined) passed.push(file);
    else faults.push(fault(problem, spanOf(file)));
    if (other === undefined) byFold.set(folded, file);
  }
  const nested = new Set<OutputFile>();
  for (const [folded, file] of byFold) {
    const above = fileAbove(folded, byFold);
    if (above === undefined) continue;
    nested.add(file);
    faults.push(fault(nesting(place, above, file), spanOf(file)));
  }
  return {
    files: passed
      .filter((file) => !nested.has(file))
      .sort((a, b) => compare(a.path, b.path)),
    faults,
  };
}

function collision(
  place: Place,
  file: OutputFile,
  other: OutputFile,
): PathProblem {
  const shown = shownPath(place, file.path);
  if (other.path === file.path) {
    return {
      code: "output-collision",
      message:
        other.target === file.target
          ? `the target ${file.target} writes ${shown} twice`
          : `the targets ${other.target} and ${file.target} both write ${shown}`,
      why: "one of the two files would be lost",
      help: "tell them apart in the targets' `path`: {kind} and {name} stand for the role or host",
    };
  }
  return {
    code: "output-collision",
    message: `${shownPath(place, other.path)} and ${shown} differ only in case or in how an accent is encoded`,
    why: "on macOS and Windows they are one file, and one of the two would be lost",
    help: "rename one of them",
  };
}

function nesting(
  place: Place,
  above: OutputFile,
  file: OutputFile,
): PathProblem {
  return {
    code: "output-collision",
    message: `${shownPath(place, above.path)} is a file of the target ${above.target}, and a folder of ${shownPath(place, file.path)}`,
    help: "give one of the targets another path",
  };
}

/** A file whose path is a folder of another's. */
function fileAbove(
  folded: string,
  byFold: ReadonlyMap<string, OutputFile>,
): OutputFile | undefined {
  for (
    let end = folded.lastIndexOf("/");
    end > 0;
    end = folded.lastIndexOf("/", end - 1)
  ) {
    const above = byFold.get(folded.slice(0, end));
    if (above !== undefined) return above;
  }
  return undefined;
}

function symlinked(place: Place, shown: string): PathProblem {
  return {
    code: "output-symlink",
    message: `${shown} is a symbolic link`,
    why: `it could lead outside ${place.boundaryName}, so tunegen does not write through it`,
    help: "replace the link by what it points to, or choose another path",
  };
}

function shownOf(place: Place, absolute: string): string {
  return shownPath(place, relativePath(place, absolute) || ".");
}
