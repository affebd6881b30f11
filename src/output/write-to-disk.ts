import { dirname, join, sep } from "node:path";
import { error, type Diagnostic } from "../core/diagnostic.js";
import { sha256 } from "./classify.js";
import { openDisk } from "./disk.js";
import { errnoWords, isDiskError } from "./errno.js";
import { openFormat } from "./format.js";
import { intend, type Intent } from "./write-plan.js";
import { lockFolder } from "./lock.js";
import { printManifest } from "./manifest.js";
import {
  manifestPath,
  relativePath,
  shownPath,
  type Place,
} from "./folders.js";
import { compareAgain, type Comparison } from "./compare-with-disk.js";
import type { Wording } from "./explain-file.js";
import { removeQuietly } from "./temporary.js";
import {
  applyChanges,
  makeFolder,
  removeFolder,
  type Applied,
  type Failure,
} from "./apply-changes.js";

export interface WriteOptions {
  /** Overwrite edited and foreign files and a broken manifest, and delete edited orphans. */
  readonly force?: boolean | undefined;
  /** The command that builds, as messages put it; `tunegen build` if left out. */
  readonly build?: string | undefined;
  /** Milliseconds to wait for another build. The default outlasts the lock of a killed one. */
  readonly patience?: number | undefined;
}

/** What a build changed, by paths relative to the root, sorted. */
export interface WriteReport {
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  /** Edited orphans that were left alone, as warnings. */
  readonly kept: readonly Diagnostic[];
  /** Why the build was refused or stopped; empty where it did all there was to do. */
  readonly faults: readonly Diagnostic[];
}

/** More than a lock of a killed build lasts, so that a build after a crash waits instead of failing. */
const defaultPatience = 7_000;

/**
 * Makes the disk what the spec asks for, or changes nothing. Writes only what differs; without a difference it takes
 * no lock and needs no permission. Never throws for what the operating system refuses: that is a fault of the report.
 */
export async function writeToDisk(
  comparison: Comparison,
  options: WriteOptions = {},
): Promise<WriteReport> {
  const { force = false, patience = defaultPatience } = options;
  const { place } = comparison.request;
  const wording = { place, build: options.build ?? "tunegen build" };
  const intent = intend(comparison, force, wording);
  if (intent.faults.length > 0 || !intent.isNeeded) {
    return report(place, intent, undefined, intent.faults);
  }
  const manifest = join(place.root, manifestPath(place));
  const madeFolders: string[] = [];
  try {
    makeFolder(dirname(manifest), madeFolders);
    const release = await lockFolder(dirname(manifest), patience);
    if (release === undefined) {
      return report(place, intent, undefined, [locked(wording)]);
    }
    try {
      // Another build may have come between.
      const again = await compareAgain(comparison);
      return await carryOut(again, intend(again, force, wording), wording);
    } finally {
      await release();
    }
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    const failure: Failure = { path: manifest, action: "write", error: thrown };
    return report(
      place,
      intent,
      undefined,
      intent.refusals.length > 0
        ? intent.refusals
        : [stopped(failure, nothingChanged, wording)],
    );
  } finally {
    // Only where nothing was written are they empty, and go again.
    for (const folder of madeFolders.reverse()) removeFolder(folder);
  }
}

const nothingChanged = "nothing was changed";

/** Under the lock. */
async function carryOut(
  comparison: Comparison,
  intent: Intent,
  wording: Wording,
): Promise<WriteReport> {
  const { place } = wording;
  const faults = [...intent.faults, ...intent.refusals];
  if (faults.length > 0) return report(place, intent, undefined, faults);
  comparison.leftovers.forEach(removeQuietly);
  const absolute = ({ path }: { readonly path: string }): string =>
    join(place.root, path);
  const format = openFormat(place, openDisk([place.boundary, place.root]));
  const manifest = await format({
    path: manifestPath(place),
    text: printManifest(intent.manifest),
  });
  if ("fault" in manifest) {
    return report(place, intent, undefined, [manifest.fault]);
  }
  const applied = await applyChanges({
    writes: intent.writes.map((file) => ({
      path: absolute(file),
      text: file.wanted ?? "",
    })),
    deletes: intent.deletes.map(absolute),
    last: intent.isManifestStale
      ? { path: join(place.root, manifestPath(place)), text: manifest.text }
      : undefined,
    keep: (folder) =>
      folder === place.root || place.root.startsWith(folder + sep),
  });
  const { failure } = applied;
  if (failure === undefined) return report(place, intent, applied, []);
  await ownWhatWasWritten(comparison, applied);
  return report(place, intent, applied, [
    stopped(failure, stateAfter(intent, applied), wording),
  ]);
}

/** After a failure half way: without it, the files already replaced would pass for edited ones. */
async function ownWhatWasWritten(
  { request: { place }, files, manifest }: Comparison,
  applied: Applied,
): Promise<void> {
  const written = new Set(applied.written);
  const deleted = new Set(applied.deleted);
  if (written.size + deleted.size === 0) return;
  const entries = new Map(manifest.recorded.files);
  for (const { path, target, status, wanted } of files) {
    const absolute = join(place.root, path);
    if (deleted.has(absolute)) entries.delete(path);
    else if (
      wanted !== undefined &&
      (status === "fresh" || written.has(absolute))
    ) {
      entries.set(path, { target, sha256: sha256(wanted) });
    }
  }
  // As good as it gets: a second failure would add nothing to what the user is told of the first.
  await applyChanges({
    writes: [],
    deletes: [],
    last: {
      path: join(place.root, manifestPath(place)),
      text: printManifest({ spec: manifest.settled.spec, files: entries }),
    },
    keep: () => true,
  });
}

function stateAfter(intent: Intent, { written, deleted }: Applied): string {
  const parts = [
    ...(written.length > 0
      ? [`${written.length} of ${intent.writes.length} files were replaced`]
      : []),
    ...(deleted.length > 0
      ? [`${deleted.length} of ${intent.deletes.length} were deleted`]
      : []),
  ];
  return parts.length === 0 ? nothingChanged : parts.join(" and ");
}

function stopped(
  { path, action, error: thrown }: Failure,
  state: string,
  { place, build }: Wording,
): Diagnostic {
  const shown = shownPath(place, relativePath(place, path));
  const done = action === "write" ? "written" : "deleted";
  return error(
    "output-unwritable",
    undefined,
    `${shown} cannot be ${done}: ${errnoWords(thrown)}`,
    { why: state, help: `mend that, then run \`${build}\` again` },
  );
}

function locked({ place, build }: Wording): Diagnostic {
  const folder = dirname(shownPath(place, manifestPath(place)));
  return error(
    "output-locked",
    undefined,
    `another build is writing to ${folder}`,
    {
      why: nothingChanged,
      help: `run \`${build}\` again when it is done; the lock of a killed build expires after a few seconds`,
    },
  );
}

function report(
  place: Place,
  { kept }: Intent,
  applied: Applied | undefined,
  faults: readonly Diagnostic[],
): WriteReport {
  const relatives = (paths: readonly string[] = []): readonly string[] =>
    Object.freeze(paths.map((path) => relativePath(place, path)).sort());
  return Object.freeze({
    written: relatives(applied?.written),
    deleted: relatives(applied?.deleted),
    kept,
    faults,
  });
}
