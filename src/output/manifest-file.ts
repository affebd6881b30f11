import { dirname, join } from "node:path";
import { error, type Diagnostic } from "../core/diagnostic.js";
import { isAbsent } from "./absent.js";
import type { FileOnDisk } from "./classify.js";
import { emptyManifest, parseManifest, type Manifest } from "./manifest.js";
import { pathRules } from "./path-rules.js";
import { shownPath, type OutputLocation } from "./location.js";
import { specName } from "./explain-file.js";

/** The manifest that was read; with errors it may be empty. */
export interface ReadManifest {
  readonly manifest: Manifest;
  readonly errors: readonly Diagnostic[];
}

/**
 * Reads the manifest and checks that it belongs to this spec.
 *
 * @param path relative to the root
 */
export function readManifest(
  location: OutputLocation,
  path: string,
  found: FileOnDisk,
): ReadManifest {
  if (typeof found !== "object") return { manifest: emptyManifest, errors: [] };
  const shown = shownPath(location, path);
  const problemOf = pathRules(location);
  const parsed = parseManifest(
    found.text,
    (name) => problemOf(name) === undefined,
  );
  if ("problem" in parsed) {
    const broken = error(
      "manifest-broken",
      undefined,
      `${shown} ${parsed.problem}`,
      {
        why: "tunegen updates and deletes only files that the manifest lists",
        help: `if a merge broke it, resolve ${specName(location)} first; then run \`tunegen build --force\`, which writes all files again`,
      },
    );
    return { manifest: emptyManifest, errors: [broken] };
  }
  const { manifest } = parsed;
  if (!belongsToOtherSpec(location, manifest)) return { manifest, errors: [] };
  const shared = error(
    "output-shared",
    undefined,
    `the folder ${dirname(shown)} contains the files of ${manifest.spec ?? ""}`,
    {
      why: "two specs that write to one folder would delete each other's files",
      help: `set another \`out:\` in ${specName(location)}`,
    },
  );
  return { manifest, errors: [shared] };
}

/** Whether another spec that still exists wrote this manifest. */
function belongsToOtherSpec(
  { spec, specFolder }: OutputLocation,
  { spec: other }: Manifest,
): boolean {
  return (
    other !== undefined &&
    spec !== undefined &&
    other.toLowerCase() !== spec.toLowerCase() &&
    !isAbsent(join(specFolder, other))
  );
}
