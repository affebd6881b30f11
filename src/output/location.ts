import { MANIFEST } from "../core/generated.js";
import { realpathSync } from "node:fs";
import {
  basename,
  dirname,
  isAbsolute,
  join,
  posix,
  relative,
  resolve,
  sep,
} from "node:path";
import { isAbsent } from "./absent.js";

/** The folders that the output of one spec goes to. */
export interface OutputLocation {
  /** Absolute, without symbolic links; the paths of output files are relative to it. */
  readonly root: string;
  /** No file outside this folder is written or deleted. Absolute; the root or one of its parents. */
  readonly boundary: string;
  /** The highest folder whose prettier configuration, which may be code, applies; undefined if none does. */
  readonly styleBoundary: string | undefined;
  /** How messages name the boundary: `the git repository`. */
  readonly boundaryName: string;
  /** The folder of the manifest, relative to the root, with forward slashes. */
  readonly out: string;
  /** The file name of the spec; undefined if it comes from standard input. */
  readonly spec: string | undefined;
  /** The folder of the spec, absolute; not the root if `--out` names another one. */
  readonly specFolder: string;
  /** Absolute paths of the spec and its includes: for a symbolic link, both the link and the file it points to. */
  readonly inputs: readonly string[];
  /** What comes before a path relative to the root as the user would type it: empty, or `../infra/`. */
  readonly prefix: string;
}

export interface LocationRequest {
  /** The spec, as the user named it; undefined if it comes from standard input. */
  readonly spec: string | undefined;
  /** The spec's `out:`, relative to its folder. */
  readonly out: string;
  /** `--out DIR`: all files go below this folder. */
  readonly into?: string | undefined;
  /** Whether prettier configurations apply; true by default. */
  readonly prettier?: boolean | undefined;
  /** Included files, by paths relative to the working folder. */
  readonly includes?: readonly string[];
}

/**
 * Finds the folders that a spec writes to: its own folder, bounded by the git work tree around it, or `--out`. Creates
 * nothing; the folders need not exist.
 */
export function findLocation(request: LocationRequest): OutputLocation {
  const { spec, out, into, prettier = true, includes = [] } = request;
  const specFolder = realPath(spec === undefined ? "." : dirname(spec));
  const own = {
    spec: spec === undefined ? undefined : basename(spec),
    specFolder,
    inputs: Object.freeze(
      [...(spec === undefined ? [] : [spec]), ...includes].flatMap((path) => [
        join(realPath(dirname(path)), basename(path)),
        realPath(path),
      ]),
    ),
  };
  const workTree = findWorkTree(specFolder);
  if (into !== undefined) {
    const root = realPath(into);
    const isInTree = workTree !== undefined && isWithin(root, workTree);
    return Object.freeze({
      ...own,
      root,
      boundary: root,
      styleBoundary: prettier ? (isInTree ? workTree : root) : undefined,
      boundaryName: slashed(into),
      out: ".",
      prefix: prefixOf(into),
    });
  }
  const boundary = workTree ?? specFolder;
  return Object.freeze({
    ...own,
    root: specFolder,
    boundary,
    styleBoundary: prettier ? boundary : undefined,
    boundaryName:
      workTree === undefined
        ? "the folder of the spec, which is not in a git repository"
        : "the git repository of the spec",
    out: posix.join(slashed(out), "."),
    prefix: prefixOf(spec === undefined ? "." : dirname(spec)),
  });
}

/** Returns a path relative to the root as the user would type it. */
export function shownPath(location: OutputLocation, path: string): string {
  return location.prefix + path;
}

/** Returns the absolute path of a canonical path relative to the root. */
export function absolutePath({ root }: OutputLocation, path: string): string {
  // For a thousand files, `join` would take a large part of the whole comparison.
  return sep === "/" && root !== "/" && !path.startsWith("..")
    ? `${root}/${path}`
    : join(root, path);
}

/** Returns the folder of an absolute canonical path. */
export function parentFolder(path: string): string {
  const end = path.lastIndexOf(sep);
  // The root folder of a disk ends with the separator.
  return end > 2 ? path.slice(0, end) : dirname(path);
}

/** Whether an absolute path is a folder, or below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(withSeparator(folder));
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/** Returns an absolute path relative to the root, with forward slashes, as the manifest has it. */
export function relativePath(
  { root }: OutputLocation,
  absolute: string,
): string {
  const folder = withSeparator(root);
  return slashed(
    absolute.startsWith(folder)
      ? absolute.slice(folder.length)
      : relative(root, absolute),
  );
}

/** Returns the manifest's path, relative to the root. */
export function manifestPath(location: OutputLocation): string {
  return posix.join(location.out, MANIFEST);
}

/** Finds the nearest folder with a `.git`, which is a file in submodules and linked work trees. */
function findWorkTree(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (!isAbsent(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Resolves symbolic links as far as the path exists. */
function realPath(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    const parent = dirname(absolute);
    return parent === absolute
      ? absolute
      : join(realPath(parent), basename(absolute));
  }
}

function prefixOf(folder: string): string {
  const shown = slashed(folder).replace(/\/+$/, "");
  if (shown === "" && isAbsolute(folder)) return "/";
  return shown === "." || shown === "" ? "" : `${shown}/`;
}

function slashed(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
