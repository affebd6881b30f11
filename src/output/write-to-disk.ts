import { dirname, join, sep } from "node:path";
import type { Diagnostic } from "../core/diagnostic.js";
import { manifestDuringBuild } from "./classify.js";
import { openDisk } from "./disk.js";
import { isDiskError } from "./errno.js";
import { openFormat } from "./format.js";
import { planWrites, type WritePlan } from "./write-plan.js";
import { lockFolder, lockPath } from "./lock.js";
import { printManifest } from "./manifest.js";
import { manifestPath, relativePath, type OutputLocation } from "./location.js";
import { compareAgain, type Comparison } from "./compare-with-disk.js";
import type { MessageContext } from "./explain-file.js";
import { removeQuietly } from "./temporary.js";
import {
  lockedError,
  nothingChanged,
  obstructedError,
  unwritableError,
} from "./write-errors.js";
import {
  applyChanges,
  makeFolder,
  removeFolder,
  type Applied,
  type Changes,
  type Failure,
  type Replacement,
} from "./apply-changes.js";

export interface WriteOptions {
  /** Overwrite edited and foreign files and a broken manifest, and delete edited orphans. */
  readonly force?: boolean | undefined;
  /** The command that builds, for messages; `tunegen build` by default. */
  readonly build?: string | undefined;
  /** How long to wait for another build, in milliseconds. By default longer than the lock of a killed build lasts. */
  readonly lockTimeout?: number | undefined;
}

/** What a build changed, by paths relative to the root, sorted. */
export interface WriteReport {
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  /** Warnings about edited orphans, which the build kept. */
  readonly kept: readonly Diagnostic[];
  /** Why the build was refused or stopped; empty if it is complete. */
  readonly errors: readonly Diagnostic[];
}

/** Longer than the lock of a killed build lasts, so that a build after a crash waits instead of failing. */
const defaultLockTimeout = 7_000;

/**
 * Makes the disk match the spec's output, or changes nothing. Writes only what differs; if nothing differs it takes no
 * lock and needs no permissions. Errors of the operating system are in the report, and are not thrown.
 */
export async function writeToDisk(
  comparison: Comparison,
  options: WriteOptions = {},
): Promise<WriteReport> {
  const { force = false, lockTimeout = defaultLockTimeout } = options;
  const { location } = comparison.request;
  const context = { location, build: options.build ?? "tunegen build" };
  const plan = planWrites(comparison, force, context);
  if (plan.errors.length > 0 || !plan.isNeeded) {
    return reportOf(location, plan, plan.errors);
  }
  const manifest = join(location.root, manifestPath(location));
  const madeFolders = new Set<string>();
  try {
    makeFolder(dirname(manifest), madeFolders);
    const release = await lockFolder(dirname(manifest), lockTimeout);
    if (typeof release === "string") {
      return reportOf(location, plan, [
        release === "held" ? lockedError(context) : obstructedError(context),
      ]);
    }
    try {
      // Another build may have written since.
      const again = await compareAgain(comparison);
      const planAgain = planWrites(again, force, context);
      return await writeUnderLock(again, planAgain, context);
    } finally {
      await release();
    }
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    const lock = lockPath(dirname(manifest));
    // A lock that cannot be made is a folder that cannot be written to.
    const isOfLock =
      "path" in thrown &&
      thrown.path === lock &&
      !("syscall" in thrown && thrown.syscall === "mkdir");
    const failure: Failure = {
      path: isOfLock ? lock : manifest,
      action: "write",
      error: thrown,
    };
    return reportOf(
      location,
      plan,
      plan.refusals.length > 0
        ? plan.refusals
        : [unwritableError(failure, nothingChanged, context)],
    );
  } finally {
    // Those that are empty: nothing was written there.
    for (const folder of [...madeFolders].reverse()) removeFolder(folder);
  }
}

/** Writes and deletes; the caller holds the lock. */
async function writeUnderLock(
  comparison: Comparison,
  plan: WritePlan,
  context: MessageContext,
): Promise<WriteReport> {
  const { location } = context;
  const errors = [...plan.errors, ...plan.refusals];
  if (errors.length > 0) return reportOf(location, plan, errors);
  comparison.leftovers().forEach(removeQuietly);
  const absolute = ({ path }: { readonly path: string }): string =>
    join(location.root, path);
  const disk = openDisk([location.boundary, location.root]);
  const format = openFormat(location, disk);
  const path = manifestPath(location);
  const manifest = await format({ path, text: printManifest(plan.manifest) });
  if ("error" in manifest) return reportOf(location, plan, [manifest.error]);
  const applied = await applyChanges({
    writes: plan.writes.map((file) => ({
      path: absolute(file),
      text: file.wanted ?? "",
    })),
    deletes: plan.deletes.map(absolute),
    ...manifestWrites(plan, comparison, {
      path: absolute({ path }),
      text: manifest.text,
    }),
    keepsFolder: (folder) =>
      folder === location.root || location.root.startsWith(folder + sep),
  });
  const { failure } = applied;
  if (failure === undefined) return reportOf(location, plan, [], applied);
  await recordPartialWrite(comparison, applied);
  const progress = describeProgress(plan, applied);
  const stopped = unwritableError(failure, progress, context);
  return reportOf(location, plan, [stopped], applied);
}

/**
 * Returns when to write which manifest. A build that is killed half way leaves files of both kinds, and the next one may
 * have another spec.
 */
function manifestWrites(
  { manifest, writes, deletes, isManifestStale }: WritePlan,
  { manifest: { recorded } }: Comparison,
  final: Replacement,
): Pick<Changes, "writeFirst" | "writeLast"> {
  if (!isManifestStale) return { writeLast: undefined };
  if (writes.length + deletes.length === 0) return { writeLast: final };
  const during = manifestDuringBuild(manifest, recorded, writes, deletes);
  return during === manifest
    ? { writeFirst: final, writeLast: undefined }
    : {
        writeFirst: { ...final, text: printManifest(during) },
        writeLast: final,
      };
}

/** Writes a manifest after a failure half way. Without it, the files that were replaced would look edited. */
async function recordPartialWrite(
  { request: { location }, files, manifest }: Comparison,
  applied: Applied,
): Promise<void> {
  const written = new Set(applied.written);
  const deleted = new Set(applied.deleted);
  const path = join(location.root, manifestPath(location));
  if (written.size + deleted.size === 0 && !applied.hasBegun) return;
  if (written.size + deleted.size === 0 && manifest.status === "missing") {
    removeQuietly(path);
    return;
  }
  const entries = new Map(manifest.recorded.files);
  for (const { path, status } of files) {
    const absolute = join(location.root, path);
    const entry = manifest.afterBuild.files.get(path);
    if (deleted.has(absolute)) entries.delete(path);
    else if (
      entry !== undefined &&
      (status === "fresh" || written.has(absolute))
    ) {
      entries.set(path, entry);
    }
  }
  // A second failure is ignored: the user is told of the first.
  await applyChanges({
    writes: [],
    deletes: [],
    writeLast: {
      path,
      text: printManifest({ spec: manifest.afterBuild.spec, files: entries }),
    },
    keepsFolder: () => true,
  });
}

function describeProgress(
  plan: WritePlan,
  { written, deleted }: Applied,
): string {
  const parts = [
    ...(written.length > 0
      ? [
          `${written.length} of ${plan.writes.length} files ${written.length === 1 ? "was" : "were"} replaced`,
        ]
      : []),
    ...(deleted.length > 0
      ? [`${deleted.length} of ${plan.deletes.length} were deleted`]
      : []),
  ];
  return parts.length === 0 ? nothingChanged : parts.join(" and ");
}

function reportOf(
  location: OutputLocation,
  { kept }: WritePlan,
  errors: readonly Diagnostic[],
  applied?: Applied,
): WriteReport {
  const relatives = (paths: readonly string[] = []): readonly string[] =>
    Object.freeze(paths.map((path) => relativePath(location, path)).sort());
  return Object.freeze({
    written: relatives(applied?.written),
    deleted: relatives(applied?.deleted),
    kept,
    errors,
  });
}
