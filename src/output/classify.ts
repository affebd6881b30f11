import { hash } from "node:crypto";
import { compare } from "../core/diagnostic.js";
import type { OutputFile } from "../targets/types.js";
import { withLineFeeds } from "./disk.js";
import type { Manifest, ManifestEntry } from "./manifest.js";
import { fold } from "./path-rules.js";

/**
 * How a file on the disk stands to what the spec asks for. "Untouched" is as tunegen wrote it, by the manifest; line
 * ends (CRLF or LF) never make a difference.
 *
 * - `fresh`: as the spec asks for
 * - `stale`: tunegen's own, untouched, and the spec asks for something else
 * - `missing`: not there
 * - `edited`: tunegen's own, and changed since, to something that the spec does not ask for
 * - `foreign`: not tunegen's own, and not what the spec asks for
 * - `orphan`: tunegen's own, untouched, and the spec no longer asks for it
 * - `orphan-edited`: the same, but changed since
 * - `orphan-gone`: the spec no longer asks for it, and it is not there
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
  /** A target's name; of an orphan, as the manifest has it. */
  readonly target: string;
  readonly status: FileStatus;
  /** What the spec asks for; undefined for orphans. */
  readonly wanted: string | undefined;
  /** What is on the disk, with LF line ends; undefined where nothing is, or what is there is too large to read. */
  readonly found: string | undefined;
}

/** What is on the disk at a path: its text with LF line ends, `undefined` where no file is, `"unreadable"` where it is too large. */
export type Found = { readonly text: string } | "unreadable" | undefined;

export interface Comparables {
  /** Of all targets, selected or not, without two of one path. */
  readonly files: readonly OutputFile[];
  readonly manifest: Manifest;
  readonly find: (path: string) => Found;
  /** Whether two paths lead to one file, as they may where the disk ignores case. */
  readonly isOneFile: (path: string, other: string) => boolean;
  /** Whether a target is considered at all, by `--only`. */
  readonly isSelected: (target: string) => boolean;
}

/** The status of each file that the spec asks for, or once asked for, sorted by path. */
export function classify({
  files,
  manifest,
  find,
  isOneFile,
  isSelected,
}: Comparables): readonly ComparedFile[] {
  const wantedPaths = new Set(files.map((file) => file.path));
  const orphans = [...manifest.files].filter(
    ([path, { target }]) => isSelected(target) && !wantedPaths.has(path),
  );
  // A role renamed from `Web` to `web`: on macOS its old file is its new one, and must not be deleted after it.
  const byFold = new Map(
    orphans.length === 0 ? [] : files.map(({ path }) => [fold(path), path]),
  );
  const renamed = new Map<string, ManifestEntry>();
  const compared = orphans.map(([path, entry]) => {
    const twin = byFold.get(fold(path));
    if (twin === undefined || !isOneFile(path, twin)) {
      return classifyOrphan(path, entry, find(path));
    }
    renamed.set(twin, entry);
    return classifyOrphan(path, entry, undefined);
  });
  for (const file of files) {
    if (!isSelected(file.target)) continue;
    const recorded = manifest.files.get(file.path) ?? renamed.get(file.path);
    compared.push(classifyWanted(file, recorded, find(file.path)));
  }
  return Object.freeze(compared.sort((a, b) => compare(a.path, b.path)));
}

/** What the manifest says after a build: edited orphans stay on the disk, and so stay known. */
export function settledManifest(
  spec: string | undefined,
  { manifest, isSelected }: Pick<Comparables, "manifest" | "isSelected">,
  compared: readonly ComparedFile[],
): Manifest {
  const files = new Map<string, ManifestEntry>();
  for (const [path, entry] of manifest.files) {
    if (!isSelected(entry.target)) files.set(path, entry);
  }
  for (const { path, target, status, wanted } of compared) {
    const recorded = manifest.files.get(path);
    if (wanted !== undefined) {
      files.set(path, { target, sha256: sha256(wanted) });
    } else if (status === "orphan-edited" && recorded !== undefined) {
      files.set(path, recorded);
    }
  }
  return { spec: spec ?? manifest.spec, files };
}

/** Of a text with its line ends as LF, in hexadecimal digits. */
export function sha256(text: string): string {
  return hash("sha256", withLineFeeds(text), "hex");
}

function classifyWanted(
  { path, target, text }: OutputFile,
  recorded: ManifestEntry | undefined,
  found: Found,
): ComparedFile {
  const onDisk = textOf(found);
  const file = (status: FileStatus, kept = onDisk): ComparedFile =>
    Object.freeze({ path, target, status, wanted: text, found: kept });
  if (found === undefined) return file("missing");
  // The equal text is let go of: nearly every file is fresh, and each would be in memory twice.
  if (onDisk === withLineFeeds(text)) return file("fresh", text);
  if (recorded === undefined) return file("foreign");
  return file(isUntouched(found, recorded) ? "stale" : "edited");
}

function classifyOrphan(
  path: string,
  recorded: ManifestEntry,
  found: Found,
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

function isUntouched(found: Found, recorded: ManifestEntry): boolean {
  const text = textOf(found);
  return text !== undefined && sha256(text) === recorded.sha256;
}

function textOf(found: Found): string | undefined {
  return typeof found === "object" ? found.text : undefined;
}
