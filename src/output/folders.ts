import { existsSync, realpathSync } from "node:fs";
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

/** Where the output of one spec goes, and what it may touch there. */
export interface Place {
  /** Absolute and without symlinks; the paths of output files are relative to it. */
  readonly root: string;
  /** Nothing outside this folder is written or deleted. Absolute; the root or one of its parents. */
  readonly boundary: string;
  /** What the boundary is, as messages put it: `the git repository`. */
  readonly boundaryName: string;
  /** The folder of the manifest, relative to the root, with forward slashes. */
  readonly out: string;
  /** The file name of the spec; undefined where it comes from stdin. */
  readonly spec: string | undefined;
  /** The folder of the spec, absolute: not the root where `--out` names another. */
  readonly specFolder: string;
  /** Absolute paths of the files that are read, the spec and what it includes: of a symlink, and of what it leads to. */
  readonly inputs: readonly string[];
  /** What the user writes before a path of the root: empty, or `../infra/`. */
  readonly prefix: string;
}

export interface PlaceRequest {
  /** The spec, as the user named it; undefined where it comes from stdin. */
  readonly spec: string | undefined;
  /** The spec's `out:`, relative to its folder. */
  readonly out: string;
  /** `--out DIR`: everything goes below this folder, and nothing outside it. */
  readonly into?: string | undefined;
  /** Included files, by names that resolve in the working folder. */
  readonly includes?: readonly string[];
}

/**
 * Finds the folders that a spec writes to: its own folder, bounded by the git work tree around it, or `--out`.
 * Nothing is created; a folder that is not there yet is fine.
 */
export function findPlace(request: PlaceRequest): Place {
  const { spec, out, into, includes = [] } = request;
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
  if (into !== undefined) {
    const root = realPath(into);
    return Object.freeze({
      ...own,
      root,
      boundary: root,
      boundaryName: slashed(into),
      out: ".",
      prefix: prefixOf(into),
    });
  }
  const workTree = findWorkTree(specFolder);
  return Object.freeze({
    ...own,
    root: specFolder,
    boundary: workTree ?? specFolder,
    boundaryName:
      workTree === undefined
        ? "the folder of the spec (no git repository holds it)"
        : "the git repository of the spec",
    out: posix.join(slashed(out), "."),
    prefix: prefixOf(spec === undefined ? "." : dirname(spec)),
  });
}

/** A path of the root as the user would type it. */
export function shownPath(place: Place, path: string): string {
  return place.prefix + path;
}

/** Where a canonical path of the root is. */
export function absolutePath({ root }: Place, path: string): string {
  // For a thousand files, `join` is a good part of the whole comparison.
  return sep === "/" && root !== "/" && !path.startsWith("..")
    ? `${root}/${path}`
    : join(root, path);
}

/** The folder of an absolute canonical path. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf(sep);
  // Not for a file in the root of a disk, whose folder ends with the separator.
  return end > 2 ? path.slice(0, end) : dirname(path);
}

/** From an absolute path to the one that outputs and the manifest are named by. */
export function relativePath({ root }: Place, absolute: string): string {
  return slashed(relative(root, absolute));
}

/** The manifest's path, relative to the root. */
export function manifestPath(place: Place): string {
  return posix.join(place.out, ".tunegen-manifest.json");
}

/** The nearest folder with a `.git` (a file in submodules and linked work trees). */
function findWorkTree(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Without symlinks, as far as the path exists. */
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
