import { addAll } from "../core/add-all.js";
import { error, sortDiagnostics, type Diagnostic } from "../core/diagnostic.js";
import type { OutputFile } from "../targets/types.js";
import {
  checkPaths,
  diskErrors,
  manifestFolderProblem,
  type SpanOf,
} from "./check-paths.js";
import {
  classify,
  manifestAfterBuild,
  type ComparedFile,
  type FileOnDisk,
} from "./classify.js";
import { openDisk, withLineFeeds, type Disk } from "./disk.js";
import { withEditPlaces } from "./edit-place.js";
import { errnoWords, isDiskError } from "./errno.js";
import type { ExpectedFile } from "./expected-file.js";
import {
  openFormat,
  type Format,
  type FormatOptions,
  type Formatted,
} from "./format.js";
import { emptyManifest, printManifest, type Manifest } from "./manifest.js";
import { readManifest } from "./manifest-file.js";
import { pathError } from "./path-rules.js";
import {
  absolutePath,
  manifestPath,
  relativePath,
  shownPath,
  type OutputLocation,
} from "./location.js";
import type { ManifestStatus } from "./explain-file.js";
import { findLeftovers } from "./leftovers.js";

/** The output of a spec, and where it goes. */
export interface OutputRequest<File extends ExpectedFile = OutputFile> {
  readonly location: OutputLocation;
  /** All files of the spec, of every target. */
  readonly files: readonly File[];
  /** The targets of `--only`; undefined for all targets. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Finds the line of the spec that chose a path, for errors. */
  readonly spanOf?: SpanOf | undefined;
}

/** The differences between a spec's output and the disk. */
export interface Comparison<File extends ExpectedFile = ExpectedFile> {
  /** The request, with the files as a build would write them: formatted, with canonical paths. */
  readonly request: OutputRequest<File>;
  /** Sorted by path; with `--only`, the files of those targets. */
  readonly files: readonly ComparedFile[];
  readonly manifest: ComparedManifest;
  /** If there is one, nothing may be written, and `files` may be incomplete. */
  readonly errors: readonly Diagnostic[];
  /** Finds the absolute paths of temporary files of killed builds, which a build removes; it lists every folder. */
  readonly leftovers: () => readonly string[];
}

export interface ComparedManifest {
  /** Relative to the root. */
  readonly path: string;
  /** Matters only if all files are fresh: a build that writes a file also writes the manifest. */
  readonly status: ManifestStatus;
  /** The manifest on disk; empty if there is none or it is broken. */
  readonly recorded: Manifest;
  /** The manifest after a build without `--force`. */
  readonly afterBuild: Manifest;
}

/** Compares a spec's output with the disk. Writes and locks nothing, so that it works in a read-only checkout. */
export function compareWithDisk<File extends ExpectedFile>(
  request: OutputRequest<File>,
  formatting: FormatOptions = {},
): Promise<Comparison<File>> {
  return orUnreadable(request, () => formatAndCompare(request, formatting));
}

async function formatAndCompare<File extends ExpectedFile>(
  request: OutputRequest<File>,
  options: FormatOptions,
): Promise<Comparison<File>> {
  const { location } = request;
  const disk = openDiskAt(location);
  const checked = checkPaths(location, disk, request.files, request.spanOf);
  const format = openFormat(location, disk, options);
  const isSelected = selectTargets(request);
  const files: File[] = [];
  const errors = [...checked.errors];
  for (const file of checked.files) {
    if (!isSelected(file.target)) {
      files.push(file);
      continue;
    }
    const formatting = format(file);
    // Each `await` takes a turn of the event loop, even for a value that is not a promise.
    const formatted =
      formatting instanceof Promise ? await formatting : formatting;
    if ("error" in formatted) addOnce(errors, formatted.error);
    else if (formatted.text === file.text) files.push(file);
    else files.push({ ...file, text: formatted.text });
  }
  return compareChecked({ ...request, files }, errors, disk, format);
}

/** Compares the files of an earlier comparison with the disk again. */
export function compareAgain<File extends ExpectedFile>({
  request,
}: Comparison<File>): Promise<Comparison<File>> {
  const { location, files, spanOf } = request;
  return orUnreadable(request, () => {
    const disk = openDiskAt(location);
    const errors = diskErrors(location, disk, files, spanOf);
    return compareChecked(request, errors, disk, openFormat(location, disk));
  });
}

/** Makes an error of the disk that hides what is there the only result: what is there must not count as missing. */
async function orUnreadable<File extends ExpectedFile>(
  request: OutputRequest<File>,
  compareFiles: () => Promise<Comparison<File>>,
): Promise<Comparison<File>> {
  try {
    return await compareFiles();
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    const { location } = request;
    const path = manifestPath(location);
    const at = "path" in thrown ? String(thrown.path) : location.root;
    const unknown: Comparison<File> = {
      request: Object.freeze(request),
      files: [],
      manifest: {
        path,
        status: "fresh",
        recorded: emptyManifest,
        afterBuild: emptyManifest,
      },
      errors: [unreadableError(location, relativePath(location, at), thrown)],
      leftovers: () => [],
    };
    return Object.freeze(unknown);
  }
}

/** Compares files whose paths were checked and whose texts were formatted. */
async function compareChecked<File extends ExpectedFile>(
  request: OutputRequest<File>,
  pathErrors: readonly Diagnostic[],
  disk: Disk,
  format: Format,
): Promise<Comparison<File>> {
  const { location, files } = request;
  const errors = [...pathErrors];
  const badFolder = manifestFolderProblem(location, disk);
  if (badFolder !== undefined)
    errors.push(pathError(badFolder, request.spanOf?.("out")));

  const readFile = (path: string): FileOnDisk => {
    const absolute = absolutePath(location, path);
    // tunegen wrote a plain file; an orphan that is a symbolic link now counts as gone.
    if (disk.kindOf(absolute) !== "file") return undefined;
    try {
      return { text: disk.read(absolute) };
    } catch (thrown) {
      if (!isDiskError(thrown)) throw thrown;
      if (thrown.code === "ENOENT") return undefined;
      if (!thrown.code.startsWith("ERR_")) {
        errors.push(unreadableError(location, path, thrown));
      }
      return "unreadable";
    }
  };

  const path = manifestPath(location);
  const found = badFolder === undefined ? readFile(path) : undefined;
  const read = readManifest(location, path, found);
  addAll(errors, read.errors);
  const isSelected = selectTargets(request);
  const compared = await withEditPlaces(
    classify({
      files,
      manifest: read.manifest,
      readFile,
      isOneFile: (a, b) =>
        disk.isOneFile(absolutePath(location, a), absolutePath(location, b)),
      isSelected,
    }),
  );
  const afterBuild = manifestAfterBuild(
    location.spec,
    { files, manifest: read.manifest, isSelected },
    compared,
  );
  const expected =
    found === undefined
      ? undefined
      : await format({ path, text: printManifest(afterBuild) });
  if (expected !== undefined && "error" in expected)
    addOnce(errors, expected.error);
  let leftovers: readonly string[] | undefined;
  return Object.freeze({
    request: Object.freeze(request),
    files: compared,
    manifest: Object.freeze({
      path,
      status: manifestStatus(found, afterBuild, expected),
      recorded: read.manifest,
      afterBuild,
    }),
    errors: sortDiagnostics(errors),
    leftovers: () =>
      (leftovers ??= findLeftovers(location, disk, files, read.manifest)),
  });
}

/** Adds an error, unless an earlier file has the very same one. */
function addOnce(errors: Diagnostic[], added: Diagnostic): void {
  if (!errors.includes(added)) errors.push(added);
}

function manifestStatus(
  found: FileOnDisk,
  afterBuild: Manifest,
  expected: Formatted | undefined,
): ManifestStatus {
  if (expected === undefined)
    return afterBuild.files.size === 0 ? "fresh" : "missing";
  return typeof found === "object" &&
    "text" in expected &&
    found.text === withLineFeeds(expected.text)
    ? "fresh"
    : "stale";
}

function selectTargets({
  only,
}: Pick<OutputRequest, "only">): (target: string) => boolean {
  const names: ReadonlySet<string> | undefined = only;
  return (target) => names?.has(target) ?? true;
}

function openDiskAt({ boundary, root }: OutputLocation): Disk {
  return openDisk([boundary, root]);
}

function unreadableError(
  location: OutputLocation,
  path: string,
  thrown: { readonly code: string },
): Diagnostic {
  return error(
    "output-unreadable",
    undefined,
    `${shownPath(location, path)} cannot be read: ${errnoWords(thrown)}`,
    { help: "make it readable for this user, or remove it" },
  );
}
