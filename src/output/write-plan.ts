import type { Diagnostic } from "../core/diagnostic.js";
import type { ComparedFile } from "./classify.js";
import type { Manifest } from "./manifest.js";
import type { Comparison } from "./compare-with-disk.js";
import { explainFile, type Wording } from "./explain-file.js";

/** What a build is going to do about a comparison, or why it may not. */
export interface Intent {
  readonly writes: readonly ComparedFile[];
  readonly deletes: readonly ComparedFile[];
  /** Edited orphans that are left alone, as warnings. */
  readonly kept: readonly Diagnostic[];
  /** The manifest as it is to be. */
  readonly manifest: Manifest;
  readonly isManifestStale: boolean;
  /** Whether there is anything to look at under the lock, if only a killed build's leftovers. */
  readonly isNeeded: boolean;
  /** Nothing may be done where there is one. */
  readonly faults: readonly Diagnostic[];
  /** The same, for edited and foreign files; another build that is half way looks like that, too. */
  readonly refusals: readonly Diagnostic[];
}

/**
 * Decides what to write and to delete. Without `force`, one file that was edited or written by somebody else refuses
 * the whole build: the files of one spec need each other, and half of them could be worse than none.
 */
export function intend(
  { files, manifest, leftovers, faults }: Comparison,
  force: boolean,
  wording: Wording,
): Intent {
  const withStatus = (
    ...statuses: readonly ComparedFile["status"][]
  ): readonly ComparedFile[] =>
    files.filter(({ status }) => statuses.includes(status));
  const explain = (files: readonly ComparedFile[]): readonly Diagnostic[] =>
    files.flatMap((file) => explainFile(file, wording) ?? []);

  const outdated = withStatus("stale", "missing");
  const inTheWay = withStatus("edited", "foreign");
  const orphans = withStatus("orphan");
  const editedOrphans = withStatus("orphan-edited");
  const settled = new Map(manifest.settled.files);
  if (force) for (const { path } of editedOrphans) settled.delete(path);
  const isManifestStale =
    manifest.status !== "fresh" || (force && editedOrphans.length > 0);
  return {
    writes: force ? [...outdated, ...inTheWay] : outdated,
    deletes: force ? [...orphans, ...editedOrphans] : orphans,
    kept: force
      ? []
      : explain(editedOrphans).map((finding) => ({
          ...finding,
          severity: "warning",
        })),
    manifest: { ...manifest.settled, files: settled },
    isManifestStale,
    isNeeded:
      isManifestStale ||
      leftovers.length > 0 ||
      outdated.length + orphans.length + inTheWay.length > 0,
    faults: faults.filter(({ code }) => !(force && code === "manifest-broken")),
    refusals: force ? [] : explain(inTheWay),
  };
}
