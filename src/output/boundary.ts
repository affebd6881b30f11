import { dirname, isAbsolute, join, posix, relative, sep } from "node:path";
import { compare, error, type Diagnostic } from "../spec/diagnostic.js";
import type { Span } from "../spec/source.js";
import type { OutputFile, TargetName } from "../targets/types.js";
import type { Disk } from "./disk.js";
import { manifestPath, shownPath, type Place } from "./place.js";

/** Finds the line of the spec that chose a path: of a target's `path`, or of `out`. */
export type SpanOf = (what: TargetName | "out") => Span | undefined;

export interface CheckedFiles {
  /** Those without a fault, under their canonical paths, sorted by them. */
  readonly files: readonly OutputFile[];
  readonly faults: readonly Diagnostic[];
}

/** What is wrong with a path by itself. */
type PathProblem = Pick<Diagnostic, "message" | "why" | "help"> & {
  readonly rule: string;
};

/** Begins the names of tunegen's own files: the manifest, the lock, temporaries. */
export const reservedPrefix = ".tunegen-";

/** The path of the root that a relative path means: `./a//b` is `a/b`. */
export function canonicalPath(path: string): string {
  return posix.normalize(path);
}

/**
 * Judges paths by themselves, whatever stands on the disk.
 * @returns a function from a canonical path, relative to the root, to what is wrong with writing there
 */
export function pathRules(
  place: Place,
): (path: string) => PathProblem | undefined {
  const inputs = new Set(place.inputs.map(fold));
  return (path) => pathProblem(place, inputs, path, path);
}

/** What is wrong with the folder of the manifest, on paper or on the disk. */
export function outProblem(place: Place, disk: Disk): PathProblem | undefined {
  // A stand-in, since the manifest's own name is kept from everybody else.
  const inside = canonicalPath(`${place.out}/manifest`);
  return (
    pathProblem(place, new Set(), inside, place.out) ??
    diskProblem(place, disk, manifestPath(place))
  );
}

function pathProblem(
  place: Place,
  inputs: ReadonlySet<string>,
  path: string,
  name: string,
): PathProblem | undefined {
  const outside = (message: string): PathProblem => ({
    rule: "output-outside-repository",
    message,
    why: `tunegen writes only inside ${place.boundaryName}`,
    help: "Choose a path below it, relative to the folder of the spec",
  });
  const unfit = (message: string, help: string): PathProblem => ({
    rule: "output-path",
    message,
    help,
  });
  const shown = JSON.stringify(name);

  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\0-\x1f\x7f]/.test(path)) {
    return unfit(
      `The output path ${shown} has a control character`,
      "Use letters, digits, dots and dashes",
    );
  }
  if (path.includes("\\")) {
    return unfit(
      `The output path ${shown} has a backslash`,
      "Write forward slashes: they work on every system",
    );
  }
  if (isAbsolute(path) || /^([A-Za-z]:|\/)/.test(path)) {
    return outside(`The output path ${shown} is absolute`);
  }
  if (path === "" || path === "." || path.endsWith("/")) {
    return unfit(`The output path ${shown} names a folder`, "Name a file");
  }
  const absolute = join(place.root, path);
  if (!isBelow(place.boundary, absolute)) {
    return outside(`The output path ${shown} leaves ${place.boundaryName}`);
  }
  const names = path.split("/");
  if (names.some((name) => name.toLowerCase() === ".git")) {
    return outside(`The output path ${shown} is inside git's own folder`);
  }
  if (names.some((name) => name.startsWith(reservedPrefix))) {
    return unfit(
      `The output path ${shown} has a name that begins with ${reservedPrefix}`,
      "Choose another name: tunegen keeps these for itself",
    );
  }
  if (inputs.has(fold(absolute))) {
    return {
      rule: "output-collision",
      message: `The output path ${shown} is a file that tunegen reads`,
      why: "The build would overwrite its own spec",
      help: "Choose another path",
    };
  }
  return undefined;
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
  const absolute = join(place.root, path);
  const folder = disk.folder(dirname(absolute));
  if (folder.state === "missing") return undefined;
  if (folder.state === "obstructed") {
    const at = shownOf(place, folder.at);
    return folder.kind === "symlink"
      ? symlinked(place, at)
      : {
          rule: "output-obstructed",
          message: `${at} is a file, and ${shownPath(place, path)} needs it to be a folder`,
          help: `Remove ${at} if nothing else needs it, or choose another path`,
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
        rule: "output-obstructed",
        message: `${shown} is a folder, and tunegen has a file to write there`,
        help: `Remove ${shown} if nothing else needs it, or choose another path`,
      };
    case "other":
      return {
        rule: "output-obstructed",
        message: `${shown} is neither a file nor a folder`,
        help: `Remove ${shown}, or choose another path`,
      };
  }
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
    const problem =
      problemOf(path) ??
      collision(place, file, byFold.get(fold(path))) ??
      diskProblem(place, disk, path);
    if (problem === undefined) passed.push(file);
    else faults.push(fault(problem, spanOf(file.target)));
    if (!byFold.has(fold(path))) byFold.set(fold(path), file);
  }
  const nested = passed.filter((file) => {
    const above = fileAbove(file.path, byFold);
    if (above === undefined) return false;
    faults.push(
      fault(
        {
          rule: "output-collision",
          message: `${shownPath(place, above.path)} is a file of the target ${above.target}, and a folder of ${shownPath(place, file.path)}`,
          help: "Give one of the targets another path",
        },
        spanOf(file.target),
      ),
    );
    return true;
  });
  const refused = new Set(nested);
  return {
    files: passed
      .filter((file) => !refused.has(file))
      .sort((a, b) => compare(a.path, b.path)),
    faults,
  };
}

/** A problem as a finding. */
export function fault(
  { rule, message, why, help }: PathProblem,
  span: Span | undefined,
): Diagnostic {
  return error(rule, span, message, {
    ...(why !== undefined && { why }),
    ...(help !== undefined && { help }),
  });
}

function collision(
  place: Place,
  file: OutputFile,
  other: OutputFile | undefined,
): PathProblem | undefined {
  if (other === undefined) return undefined;
  const shown = shownPath(place, file.path);
  if (other.path === file.path) {
    return {
      rule: "output-collision",
      message:
        other.target === file.target
          ? `The target ${file.target} writes ${shown} twice`
          : `The targets ${other.target} and ${file.target} both write ${shown}`,
      why: "One of the two files would be lost",
      help: "Tell them apart in the targets' `path`: {kind} and {name} stand for the role or host",
    };
  }
  return {
    rule: "output-collision",
    message: `${shownPath(place, other.path)} and ${shown} differ only in case or in how an accent is encoded`,
    why: "On macOS and Windows they are one file, and one of the two would be lost",
    help: "Rename one of them",
  };
}

function fileAbove(
  path: string,
  byFold: ReadonlyMap<string, OutputFile>,
): OutputFile | undefined {
  for (
    let end = path.lastIndexOf("/");
    end > 0;
    end = path.lastIndexOf("/", end - 1)
  ) {
    const above = byFold.get(fold(path.slice(0, end)));
    if (above !== undefined) return above;
  }
  return undefined;
}

function symlinked(place: Place, shown: string): PathProblem {
  return {
    rule: "output-symlink",
    message: `${shown} is a symbolic link`,
    why: `It could lead outside ${place.boundaryName}, so tunegen does not write through it`,
    help: "Replace the link by what it points to, or choose another path",
  };
}

function shownOf(place: Place, absolute: string): string {
  return shownPath(
    place,
    relative(place.root, absolute).split(sep).join("/") || ".",
  );
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return (
    way !== "" &&
    way !== ".." &&
    !way.startsWith(`..${sep}`) &&
    !isAbsolute(way)
  );
}

/** Equal for names that some file system takes for one. */
function fold(path: string): string {
  return path.normalize("NFC").toLowerCase().normalize("NFC");
}
