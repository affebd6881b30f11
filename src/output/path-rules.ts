import { isAbsolute, join, posix, relative, sep } from "node:path";
import { error, type Diagnostic } from "../core/diagnostic.js";
import type { CodeOf } from "../core/diagnostics/registry.js";
import type { Span } from "../core/source.js";
import { relativePath, type OutputLocation } from "./location.js";

/** Why tunegen does not write to a path. */
export type PathProblem = Pick<Diagnostic, "message" | "why" | "help"> & {
  readonly code: CodeOf<"error">;
};

/** The start of the names of tunegen's own files: the manifest, the lock, temporary files. */
export const reservedPrefix = ".tunegen-";

/** Nearly all paths match this, and need no further checks. */
const isPlain = /^(?:[a-z0-9_-][a-z0-9_.-]*\/)*[a-z0-9_-][a-z0-9_.-]*$/i;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const hasForbiddenCharacter = /[\0-\x1f\x7f\\]/;
const isAbsolutePath = /^(\/|[A-Za-z]:)/;
const isGitFolder = /(^|\/)\.git(\/|$)/i;
const isReserved = /(^|\/)\.tunegen-/i;

/** Returns the shortest form of a relative path: `./a//b` is `a/b`. */
export function canonicalPath(path: string): string {
  return isPlain.test(path) ? path : posix.normalize(path);
}

/**
 * Prepares the check of paths that does not look at the disk.
 *
 * @returns a function from a canonical path, relative to the root, to the reason why tunegen does not write there
 */
export function pathRules(
  location: OutputLocation,
): (path: string) => PathProblem | undefined {
  const inputs = new Set(
    location.inputs.map((input) => foldCase(relativePath(location, input))),
  );
  return (path) => pathProblem(location, inputs, path, path);
}

/** Checks the folder of the manifest in the same way. */
export function manifestFolderRule(
  location: OutputLocation,
): PathProblem | undefined {
  // Not the manifest's own name, which is reserved.
  const inside = canonicalPath(`${location.out}/manifest`);
  return pathProblem(location, new Set(), inside, location.out);
}

/** Makes a problem an error at a span of the spec. */
export function pathError(
  { code, message, why, help }: PathProblem,
  span: Span | undefined,
): Diagnostic {
  return error(code, span, message, {
    ...(why !== undefined && { why }),
    ...(help !== undefined && { help }),
  });
}

function pathProblem(
  location: OutputLocation,
  inputs: ReadonlySet<string>,
  path: string,
  name: string,
): PathProblem | undefined {
  const problem = isPlain.test(path)
    ? undefined
    : uncommonPathProblem(location, path, `\`${name}\``);
  if (problem !== undefined || !inputs.has(foldCase(path))) return problem;
  return {
    code: "output-collision",
    message: `the output path \`${name}\` is the spec or a file that it includes`,
    why: "a build would overwrite it",
    help: "choose another path",
  };
}

function uncommonPathProblem(
  location: OutputLocation,
  path: string,
  shown: string,
): PathProblem | undefined {
  const outside = (message: string): PathProblem => ({
    code: "output-outside-repository",
    message,
    why: `tunegen writes only inside ${location.boundaryName}`,
    help: "use a path inside it, relative to the folder of the spec",
  });
  if (hasForbiddenCharacter.test(path)) {
    return {
      code: "output-path",
      message: `the output path ${shown} contains a backslash or a control character`,
      help: "use forward slashes, which work on every system",
    };
  }
  if (isAbsolutePath.test(path)) {
    return outside(`the output path ${shown} is absolute`);
  }
  if (path === "." || path.endsWith("/")) {
    return {
      code: "output-path",
      message: `the output path ${shown} is a folder`,
      help: "add a file name",
    };
  }
  if (!isBelow(location.boundary, join(location.root, path))) {
    return outside(
      `the output path ${shown} is outside ${location.boundaryName}`,
    );
  }
  if (isGitFolder.test(path)) {
    return outside(`the output path ${shown} is inside the \`.git\` folder`);
  }
  if (isReserved.test(path)) {
    return {
      code: "output-path",
      message: `the output path ${shown} uses a name that starts with \`${reservedPrefix}\``,
      help: "choose another name; tunegen reserves these for its own files",
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

/** Returns a form of a path that is equal for paths that are the same file on some file systems. */
export function foldCase(path: string): string {
  return isPlain.test(path)
    ? path.toLowerCase()
    : path.normalize("NFC").toLowerCase().normalize("NFC");
}
