import { compare, type Diagnostic } from "../core/diagnostic.js";
import type { Span } from "../core/source.js";
import type { ExpectedFile } from "./expected-file.js";
import type { Disk } from "./disk.js";
import {
  canonicalPath,
  pathError,
  foldCase,
  manifestFolderRule,
  pathRules,
  type PathProblem,
} from "./path-rules.js";
import {
  absolutePath,
  parentFolder,
  manifestPath,
  relativePath,
  shownPath,
  type OutputLocation,
} from "./location.js";

/** Finds the line of the spec that chose a path: that of a file, or `out`. */
export type SpanOf = (what: ExpectedFile | "out") => Span | undefined;

export interface CheckedFiles<File extends ExpectedFile> {
  /** The files that may be written, with canonical paths, sorted by path. */
  readonly files: readonly File[];
  readonly errors: readonly Diagnostic[];
}

/**
 * Returns what is in the way on disk: a symbolic link, a folder, a device. Undefined if the path is free or a plain file.
 *
 * @param path canonical, and without a problem by `pathRules`
 */
export function diskProblem(
  location: OutputLocation,
  disk: Disk,
  path: string,
): PathProblem | undefined {
  const absolute = absolutePath(location, path);
  const folder = disk.folderState(parentFolder(absolute));
  if (folder.state === "missing") return undefined;
  if (folder.state === "obstructed") {
    const at = shownAbsolute(location, folder.at);
    return folder.kind === "symlink"
      ? symlinkProblem(location, at)
      : {
          code: "output-obstructed",
          message: `${at} is a file, but ${shownPath(location, path)} needs a folder there`,
          help: `remove ${at} if nothing else needs it, or choose another path`,
        };
  }
  const shown = shownPath(location, path);
  switch (disk.kindOf(absolute)) {
    case undefined:
    case "file":
      return undefined;
    case "symlink":
      return symlinkProblem(location, shown);
    case "folder":
      return {
        code: "output-obstructed",
        message: `${shown} is a folder, but tunegen writes a file there`,
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

/** Returns why the manifest cannot be written, by its path or by what is on disk. */
export function manifestFolderProblem(
  location: OutputLocation,
  disk: Disk,
): PathProblem | undefined {
  return (
    manifestFolderRule(location) ??
    diskProblem(location, disk, manifestPath(location))
  );
}

/** Returns an error for each file that something on disk is in the way of; their paths were checked before. */
export function diskErrors(
  location: OutputLocation,
  disk: Disk,
  files: readonly ExpectedFile[],
  spanOf: SpanOf = () => undefined,
): readonly Diagnostic[] {
  return files.flatMap((file) => {
    const problem = diskProblem(location, disk, file.path);
    return problem === undefined ? [] : pathError(problem, spanOf(file));
  });
}

/** Separates the files that may be written from those that may not, with an error for each of these. */
export function checkPaths<File extends ExpectedFile>(
  location: OutputLocation,
  disk: Disk,
  files: readonly File[],
  spanOf: SpanOf = () => undefined,
): CheckedFiles<File> {
  const problemOf = pathRules(location);
  const errors: Diagnostic[] = [];
  const byFold = new Map<string, File>();
  const passed: File[] = [];
  for (const given of files) {
    const path = canonicalPath(given.path);
    const file = path === given.path ? given : { ...given, path };
    const folded = foldCase(path);
    const other = byFold.get(folded);
    const problem =
      problemOf(path) ??
      (other && collisionProblem(location, file, other)) ??
      diskProblem(location, disk, path);
    if (problem === undefined) passed.push(file);
    else errors.push(pathError(problem, spanOf(file)));
    if (other === undefined) byFold.set(folded, file);
  }
  const nested = new Set<File>();
  for (const [folded, file] of byFold) {
    const above = fileAbove(folded, byFold);
    if (above === undefined) continue;
    nested.add(file);
    errors.push(pathError(nestingProblem(location, above, file), spanOf(file)));
  }
  return {
    files: passed
      .filter((file) => !nested.has(file))
      .sort((a, b) => compare(a.path, b.path)),
    errors,
  };
}

function collisionProblem(
  location: OutputLocation,
  file: ExpectedFile,
  other: ExpectedFile,
): PathProblem {
  const shown = shownPath(location, file.path);
  if (other.path === file.path) {
    return {
      code: "output-collision",
      message:
        other.target === file.target
          ? `the target ${file.target} writes ${shown} twice`
          : `the targets ${other.target} and ${file.target} both write ${shown}`,
      why: "one of the two files would be lost",
      help: "use different paths; `{kind}` and `{name}` become the kind and the name of each node",
    };
  }
  return {
    code: "output-collision",
    message: `${shownPath(location, other.path)} and ${shown} differ only in case or in how an accent is encoded`,
    why: "on macOS and Windows they are the same file, and one of the two would be lost",
    help: "rename one of them",
  };
}

function nestingProblem(
  location: OutputLocation,
  above: ExpectedFile,
  file: ExpectedFile,
): PathProblem {
  return {
    code: "output-collision",
    message: `${shownPath(location, above.path)} is a file of the target ${above.target}, but ${shownPath(location, file.path)} needs a folder there`,
    help: "give one of the targets another path",
  };
}

/** Finds a file whose path is a folder of this path. */
function fileAbove<File>(
  folded: string,
  byFold: ReadonlyMap<string, File>,
): File | undefined {
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

function symlinkProblem(location: OutputLocation, shown: string): PathProblem {
  return {
    code: "output-symlink",
    message: `${shown} is a symbolic link`,
    why: `it may point outside ${location.boundaryName}, so tunegen does not write through it`,
    help: "replace the link with what it points to, or choose another path",
  };
}

function shownAbsolute(location: OutputLocation, absolute: string): string {
  return shownPath(location, relativePath(location, absolute) || ".");
}
