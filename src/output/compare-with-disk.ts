import { error, sortDiagnostics, type Diagnostic } from "../core/diagnostic.js";
import type { OutputFile } from "../targets/types.js";
import { checkPaths, outProblem, type SpanOf } from "./boundary.js";
import {
  classify,
  settledManifest,
  type ComparedFile,
  type Found,
} from "./classify.js";
import { openDisk, withLineFeeds, type Disk } from "./disk.js";
import { errnoWords, isDiskError } from "./errno.js";
import { openFormat, type Format } from "./format.js";
import { printManifest, type Manifest } from "./manifest.js";
import { readManifest } from "./manifest-file.js";
import { fault } from "./path-rules.js";
import {
  absolutePath,
  folderOf,
  manifestPath,
  shownPath,
  type Place,
} from "./folders.js";
import type { ManifestStatus } from "./explain-file.js";
import { leftoversIn } from "./temporary.js";

/** What a spec compiled to, and where it goes. */
export interface OutputRequest {
  readonly place: Place;
  /** All files of the spec, of every target. */
  readonly files: readonly OutputFile[];
  /** The targets of `--only`; all of them where undefined. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Finds the line of the spec that a fault of a path comes from. */
  readonly spanOf?: SpanOf | undefined;
}

/** How the disk stands to what a spec asks for. */
export interface Comparison {
  /** As it was asked, with the files as they would be written: formatted, under canonical paths. */
  readonly request: OutputRequest;
  /** Sorted by path; with `--only`, the files of those targets. */
  readonly files: readonly ComparedFile[];
  readonly manifest: ComparedManifest;
  /** Where there is one, nothing may be written, and `files` is not to be relied on. */
  readonly faults: readonly Diagnostic[];
  /** Absolute paths of temporaries of killed builds. */
  readonly leftovers: readonly string[];
}

export interface ComparedManifest {
  /** Relative to the root. */
  readonly path: string;
  /** Of interest only where every file is fresh: a build that writes a file writes the manifest, too. */
  readonly status: ManifestStatus;
  /** What it says now; empty where there is none, or it is broken. */
  readonly recorded: Manifest;
  /** What a build without `--force` would leave. */
  readonly settled: Manifest;
}

/** Compares without writing or locking anything, so that it works in a read-only checkout. */
export async function compareWithDisk(
  request: OutputRequest,
): Promise<Comparison> {
  const { place } = request;
  const disk = openTrusted(place);
  const checked = checkPaths(place, disk, request.files, request.spanOf);
  const format = openFormat(place, disk);
  const isSelected = selector(request);
  const files: OutputFile[] = [];
  const faults = [...checked.faults];
  for (const file of checked.files) {
    if (!isSelected(file.target)) {
      files.push(file);
      continue;
    }
    const formatting = format(file);
    // Awaiting what is at hand would cost a turn of the event loop for each file.
    const formatted =
      formatting instanceof Promise ? await formatting : formatting;
    if ("fault" in formatted) faults.push(formatted.fault);
    else if (formatted.text === file.text) files.push(file);
    else files.push({ ...file, text: formatted.text });
  }
  return examine({ ...request, files }, faults, disk, format);
}

/** Looks at the disk again, for files that were checked and formatted by a comparison before. */
export function compareAgain({ request }: Comparison): Promise<Comparison> {
  const disk = openTrusted(request.place);
  const { faults } = checkPaths(
    request.place,
    disk,
    request.files,
    request.spanOf,
  );
  return examine(request, faults, disk, openFormat(request.place, disk));
}

async function examine(
  request: OutputRequest,
  pathFaults: readonly Diagnostic[],
  disk: Disk,
  format: Format,
): Promise<Comparison> {
  const { place, files } = request;
  const faults = [...pathFaults];
  const badOut = outProblem(place, disk);
  if (badOut !== undefined) faults.push(fault(badOut, request.spanOf?.("out")));

  const find = (path: string): Found => {
    const absolute = absolutePath(place, path);
    // What is no longer a plain file is not what tunegen wrote: an orphan behind a symlink counts as gone.
    if (disk.kindOf(absolute) !== "file") return undefined;
    try {
      return { text: disk.read(absolute) };
    } catch (thrown) {
      if (!isDiskError(thrown)) throw thrown;
      if (thrown.code === "ENOENT") return undefined;
      if (!thrown.code.startsWith("ERR_")) {
        faults.push(unreadable(place, path, thrown));
      }
      return "unreadable";
    }
  };

  const path = manifestPath(place);
  const found = badOut === undefined ? find(path) : undefined;
  const recorded = readManifest(place, path, found, faults);
  const isSelected = selector(request);
  const compared = classify({
    files,
    manifest: recorded,
    find,
    isOneFile: (a, b) =>
      disk.isOneFile(absolutePath(place, a), absolutePath(place, b)),
    isSelected,
  });
  const settled = settledManifest(
    place.spec,
    { manifest: recorded, isSelected },
    compared,
  );
  const status = await manifestStatus(place, format, settled, found, faults);
  return Object.freeze({
    request: Object.freeze(request),
    files: compared,
    manifest: Object.freeze({ path, status, recorded, settled }),
    faults: sortDiagnostics(faults),
    leftovers: findLeftovers(place, disk, files, recorded),
  });
}

async function manifestStatus(
  place: Place,
  format: Format,
  settled: Manifest,
  found: Found,
  faults: Diagnostic[],
): Promise<ManifestStatus> {
  if (found === undefined) {
    return settled.files.size === 0 ? "fresh" : "missing";
  }
  const formatted = await format({
    path: manifestPath(place),
    text: printManifest(settled),
  });
  if ("fault" in formatted) {
    faults.push(formatted.fault);
    return "stale";
  }
  return typeof found === "object" &&
    found.text === withLineFeeds(formatted.text)
    ? "fresh"
    : "stale";
}

function findLeftovers(
  place: Place,
  disk: Disk,
  files: readonly OutputFile[],
  recorded: Manifest,
): readonly string[] {
  const paths = [
    ...files.map(({ path }) => path),
    ...recorded.files.keys(),
    manifestPath(place),
  ];
  const folders = new Set(
    paths.map((path) => folderOf(absolutePath(place, path))),
  );
  return Object.freeze(
    [...folders]
      .filter((folder) => disk.folder(folder).state === "there")
      .flatMap((folder) => leftoversIn(disk, folder)),
  );
}

function selector({ only }: OutputRequest): (target: string) => boolean {
  const names: ReadonlySet<string> | undefined = only;
  return (target) => names?.has(target) ?? true;
}

function openTrusted({ boundary, root }: Place): Disk {
  return openDisk([boundary, root]);
}

function unreadable(
  place: Place,
  path: string,
  thrown: { readonly code: string },
): Diagnostic {
  return error(
    "output-unreadable",
    undefined,
    `${shownPath(place, path)} cannot be read: ${errnoWords(thrown)}`,
    { help: "make it readable for this user, or remove it" },
  );
}
