import { isAbsolute, join, posix, relative, sep } from "node:path";
import { error, type Diagnostic } from "../core/diagnostic.js";
import type { CodeOf } from "../core/diagnostics/registry.js";
import type { Span } from "../core/source.js";
import { relativePath, type Place } from "./folders.js";

/** What is wrong with a path by itself. */
export type PathProblem = Pick<Diagnostic, "message" | "why" | "help"> & {
  readonly code: CodeOf<"error">;
};

/** Begins the names of tunegen's own files: the manifest, the lock, temporaries. */
export const reservedPrefix = ".tunegen-";

/** What nearly every path looks like: nothing of it needs a closer look. */
const isPlain = /^(?:[a-z0-9_-][a-z0-9_.-]*\/)*[a-z0-9_-][a-z0-9_.-]*$/i;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const isUnfit = /[\0-\x1f\x7f\\]/;
const isRooted = /^(\/|[A-Za-z]:)/;
const isGitFolder = /(^|\/)\.git(\/|$)/i;
const isReserved = /(^|\/)\.tunegen-/i;

/** The path of the root that a relative path means: `./a//b` is `a/b`. */
export function canonicalPath(path: string): string {
  return isPlain.test(path) ? path : posix.normalize(path);
}

/**
 * Judges paths by themselves, whatever stands on the disk.
 * @returns a function from a canonical path, relative to the root, to what is wrong with writing there
 */
export function pathRules(
  place: Place,
): (path: string) => PathProblem | undefined {
  const inputs = new Set(
    place.inputs.map((input) => fold(relativePath(place, input))),
  );
  return (path) => pathProblem(place, inputs, path, path);
}

/** The same for the folder of the manifest. */
export function outRule(place: Place): PathProblem | undefined {
  // A stand-in for the manifest, whose own name is kept from everybody else.
  const inside = canonicalPath(`${place.out}/manifest`);
  return pathProblem(place, new Set(), inside, place.out);
}

/** A problem as a finding. */
export function fault(
  { code, message, why, help }: PathProblem,
  span: Span | undefined,
): Diagnostic {
  return error(code, span, message, {
    ...(why !== undefined && { why }),
    ...(help !== undefined && { help }),
  });
}

function pathProblem(
  place: Place,
  inputs: ReadonlySet<string>,
  path: string,
  name: string,
): PathProblem | undefined {
  const problem = isPlain.test(path)
    ? undefined
    : unusualPathProblem(place, path, JSON.stringify(name));
  if (problem !== undefined || !inputs.has(fold(path))) return problem;
  return {
    code: "output-collision",
    message: `the output path ${JSON.stringify(name)} is a file that tunegen reads`,
    why: "the build would overwrite its own spec",
    help: "choose another path",
  };
}

function unusualPathProblem(
  place: Place,
  path: string,
  shown: string,
): PathProblem | undefined {
  const outside = (message: string): PathProblem => ({
    code: "output-outside-repository",
    message,
    why: `tunegen writes only inside ${place.boundaryName}`,
    help: "choose a path below it, relative to the folder of the spec",
  });
  if (isUnfit.test(path)) {
    return {
      code: "output-path",
      message: `the output path ${shown} has a backslash or a control character`,
      help: "write forward slashes: they work on every system",
    };
  }
  if (isRooted.test(path)) {
    return outside(`the output path ${shown} is absolute`);
  }
  if (path === "." || path.endsWith("/")) {
    return {
      code: "output-path",
      message: `the output path ${shown} names a folder`,
      help: "name a file",
    };
  }
  if (!isBelow(place.boundary, join(place.root, path))) {
    return outside(`the output path ${shown} leaves ${place.boundaryName}`);
  }
  if (isGitFolder.test(path)) {
    return outside(`the output path ${shown} is inside git's own folder`);
  }
  if (isReserved.test(path)) {
    return {
      code: "output-path",
      message: `the output path ${shown} has a name that begins with ${reservedPrefix}`,
      help: "choose another name: tunegen keeps these for itself",
    };
  }
  return undefined;
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

/** Equal for paths that some file system takes for one. */
export function fold(path: string): string {
  return isPlain.test(path)
    ? path.toLowerCase()
    : path.normalize("NFC").toLowerCase().normalize("NFC");
}
