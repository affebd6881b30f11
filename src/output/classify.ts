import { hash } from "node:crypto";
import { compare } from "../core/diagnostic.js";
import { onceFor } from "../core/once-for.js";
import { withLineFeeds } from "./disk.js";
import type { ExpectedFile } from "./expected-file.js";
import type { Manifest, ManifestEntry } from "./manifest.js";
import { foldCase } from "./path-rules.js";

/**
 * How a file on disk compares to the spec's output. tunegen wrote a file if the manifest lists it; it was edited if its
 * hash is not the manifest's. Line ends (CRLF or LF) make no difference.
 *
 * - `fresh`: the same as the output
 * - `stale`: tunegen wrote it, and the output is different now
 * - `missing`: does not exist
 * - `edited`: tunegen wrote it, it was edited since, and it is not the output
 * - `foreign`: tunegen did not write it, and it is not the output
 * - `orphan`: tunegen wrote it, and it is no longer part of the output
 * - `orphan-edited`: the same, but it was edited since
 * - `orphan-gone`: the manifest lists it, it is no longer part of the output, and it does not exist
 */
export type FileStatus =
  | "fresh"
  | "stale"
  | "missing"
  | "edited"
  | "foreign"
  | "orphan"
  | "orphan-edited"
  | "orphan-gone";

export interface ComparedFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** A target's name; for an orphan, the one in the manifest. */
  readonly target: string;
  readonly status: FileStatus;
  /** The spec's output; undefined for orphans. */
  readonly wanted: string | undefined;
  /** The text on disk, with LF line ends; undefined if there is no file, or it is too large to read. */
  readonly found: string | undefined;
  /** What the manifest lists of an edited file. */
  readonly recorded?: ManifestEntry;
  /** Where an edited file was edited, as an offset in the text on disk. */
  readonly editedAt?: number;
}

/** A file on disk: its text with LF line ends, `undefined` if there is none, `"unreadable"` if it is too large. */
export type FileOnDisk = { readonly text: string } | "unreadable" | undefined;

export interface ClassifyRequest {
  /** The output of all targets, selected or not; no two files have the same path. */
  readonly files: readonly ExpectedFile[];
  readonly manifest: Manifest;
  readonly readFile: (path: string) => FileOnDisk;
  /** Whether two paths are the same file, as on a disk that ignores case. */
  readonly isOneFile: (path: string, other: string) => boolean;
  /** Whether `--only` includes a target. */
  readonly isSelected: (target: string) => boolean;
}

/** Returns the status of each file of the output and of the manifest, sorted by path. */
export function classify({
  files,
  manifest,
  readFile,
  isOneFile,
  isSelected,
}: ClassifyRequest): readonly ComparedFile[] {
  const wantedPaths = new Set(files.map((file) => file.path));
  const orphans = [...manifest.files].filter(
    ([path, { target }]) => isSelected(target) && !wantedPaths.has(path),
  );
  // A role was renamed from `Web` to `web`: on macOS the old file is the new one, and must not be deleted.
  const byFold = new Map(
    orphans.length === 0 ? [] : files.map(({ path }) => [foldCase(path), path]),
  );
  const renamed = new Map<string, ManifestEntry>();
  const compared = orphans.map(([path, entry]) => {
    const twin = byFold.get(foldCase(path));
    if (twin === undefined || !isOneFile(path, twin)) {
      return classifyOrphan(path, entry, readFile(path));
    }
    renamed.set(twin, entry);
    return classifyOrphan(path, entry, undefined);
  });
  for (const file of files) {
    if (!isSelected(file.target)) continue;
    const recorded = manifest.files.get(file.path) ?? renamed.get(file.path);
    compared.push(classifyWanted(file, recorded, readFile(file.path)));
  }
  return Object.freeze(compared.sort((a, b) => compare(a.path, b.path)));
}

/** Returns the manifest after a build. Edited orphans stay on disk and in the manifest. */
export function manifestAfterBuild(
  spec: string | undefined,
  {
    files: wanted,
    manifest,
    isSelected,
  }: Pick<ClassifyRequest, "files" | "manifest" | "isSelected">,
  compared: readonly ComparedFile[],
): Manifest {
  const files = new Map<string, ManifestEntry>();
  for (const [path, entry] of manifest.files) {
    if (!isSelected(entry.target)) files.set(path, entry);
  }
  for (const file of wanted) {
    const { path, target } = file;
    if (isSelected(target)) files.set(path, { target, sha256: hashOf(file) });
  }
  for (const { path, status } of compared) {
    const recorded = manifest.files.get(path);
    if (status === "orphan-edited" && recorded !== undefined)
      files.set(path, recorded);
  }
  return { spec: spec ?? manifest.spec, files };
}

/**
 * Returns the manifest while a build runs, with the hashes from before and after it: whichever a killed build leaves on
 * disk, tunegen wrote it. A file that `--force` replaces or deletes is not tunegen's before: left on disk, it is refused
 * again. Without any of them it is the very manifest from after the build.
 */
export function manifestDuringBuild(
  after: Manifest,
  recorded: Manifest,
  writes: readonly ComparedFile[],
  deletes: readonly ComparedFile[],
): Manifest {
  const before = new Map<string, ManifestEntry>();
  for (const { path, status, found } of writes) {
    const entry = after.files.get(path);
    if (status !== "stale" || entry === undefined || found === undefined)
      continue;
    before.set(path, { ...entry, before: sha256(found) });
  }
  for (const { path } of deletes) {
    const entry = recorded.files.get(path);
    if (entry !== undefined) before.set(path, entry);
  }
  return before.size === 0
    ? after
    : { spec: after.spec, files: new Map([...after.files, ...before]) };
}

/** Hashes the text of a file as `sha256` does, once for each file: a build compares them twice, and then keeps them. */
export const hashOf = onceFor(({ text }: ExpectedFile) => sha256(text));

/** Hashes a text with LF line ends; returns hexadecimal digits. */
export function sha256(text: string): string {
  return hash("sha256", withLineFeeds(text), "hex");
}

function classifyWanted(
  { path, target, text }: ExpectedFile,
  recorded: ManifestEntry | undefined,
  found: FileOnDisk,
): ComparedFile {
  const onDisk = textOf(found);
  const file = (status: FileStatus, kept = onDisk): ComparedFile =>
    Object.freeze({ path, target, status, wanted: text, found: kept });
  if (found === undefined) return file("missing");
  // Keep one of two equal texts: nearly all files are fresh, and each would be in memory twice.
  if (onDisk === withLineFeeds(text)) return file("fresh", text);
  if (recorded === undefined) return file("foreign");
  return isUntouched(found, recorded)
    ? file("stale")
    : Object.freeze({ ...file("edited"), recorded });
}

function classifyOrphan(
  path: string,
  recorded: ManifestEntry,
  found: FileOnDisk,
): ComparedFile {
  return Object.freeze({
    path,
    target: recorded.target,
    status:
      found === undefined
        ? "orphan-gone"
        : isUntouched(found, recorded)
          ? "orphan"
          : "orphan-edited",
    wanted: undefined,
    found: textOf(found),
  });
}

function isUntouched(found: FileOnDisk, recorded: ManifestEntry): boolean {
  const text = textOf(found);
  return text !== undefined && isWritten(text, recorded);
}

/** Whether tunegen wrote a text, by the hashes of the manifest. */
export function isWritten(text: string, recorded: ManifestEntry): boolean {
  const hashed = sha256(text);
  return hashed === recorded.sha256 || hashed === recorded.before;
}

function textOf(found: FileOnDisk): string | undefined {
  return typeof found === "object" ? found.text : undefined;
}
