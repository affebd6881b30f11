import type { Diagnostic } from "../core/diagnostic.js";
import type { ComparedFile } from "./classify.js";
import type { Manifest } from "./manifest.js";
import type { Comparison } from "./compare-with-disk.js";
import { explainFile, type MessageContext } from "./explain-file.js";

/** What a build will write and delete, or why it may not. */
export interface WritePlan {
  readonly writes: readonly ComparedFile[];
  readonly deletes: readonly ComparedFile[];
  /** Warnings about edited orphans, which the build keeps. */
  readonly kept: readonly Diagnostic[];
  /** The manifest after the build. */
  readonly manifest: Manifest;
  readonly isManifestStale: boolean;
  /** Whether there is anything to do under the lock, such as removing the temporary files of a killed build. */
  readonly isNeeded: boolean;
  /** If there is one, the build changes nothing. */
  readonly errors: readonly Diagnostic[];
  /** Errors about edited and foreign files. A build that is still running looks like that, too, so compare under the lock first. */
  readonly refusals: readonly Diagnostic[];
}

/**
 * Decides what to write and to delete. Without `force`, one edited or foreign file stops the whole build: the files of
 * one spec depend on each other, and applying half of them could be worse than none.
 */
export function planWrites(
  { files, manifest, leftovers, errors }: Comparison,
  force: boolean,
  context: MessageContext,
): WritePlan {
  const withStatus = (
    ...statuses: readonly ComparedFile["status"][]
  ): readonly ComparedFile[] =>
    files.filter(({ status }) => statuses.includes(status));
  const explain = (files: readonly ComparedFile[]): readonly Diagnostic[] =>
    files.flatMap((file) => explainFile(file, context) ?? []);

  const outdated = withStatus("stale", "missing");
  const inTheWay = withStatus("edited", "foreign");
  const orphans = withStatus("orphan");
  const editedOrphans = withStatus("orphan-edited");
  const manifestFiles = new Map(manifest.afterBuild.files);
  if (force) for (const { path } of editedOrphans) manifestFiles.delete(path);
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
    manifest: { ...manifest.afterBuild, files: manifestFiles },
    isManifestStale,
    isNeeded:
      isManifestStale ||
      outdated.length + orphans.length + inTheWay.length > 0 ||
      leftovers().length > 0,
    errors: errors.filter(({ code }) => !(force && code === "manifest-broken")),
    refusals: force ? [] : explain(inTheWay),
  };
}
