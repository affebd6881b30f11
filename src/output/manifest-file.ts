import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { error, type Diagnostic } from "../core/diagnostic.js";
import type { Found } from "./classify.js";
import { emptyManifest, parseManifest, type Manifest } from "./manifest.js";
import { pathRules } from "./path-rules.js";
import { shownPath, type Place } from "./folders.js";
import { specName } from "./explain-file.js";

/**
 * The manifest of a place, or an empty one with a fault.
 * @param path relative to the root
 * @param faults is added to
 */
export function readManifest(
  place: Place,
  path: string,
  found: Found,
  faults: Diagnostic[],
): Manifest {
  if (typeof found !== "object") return emptyManifest;
  const shown = shownPath(place, path);
  const problemOf = pathRules(place);
  const parsed = parseManifest(
    found.text,
    (name) => problemOf(name) === undefined,
  );
  if ("problem" in parsed) {
    faults.push(
      error("manifest-broken", undefined, `${shown} ${parsed.problem}`, {
        why: "by it tunegen knows which files are its own, to update or to delete",
        help: `settle ${specName(place)} first if a merge broke it; then \`tunegen build --force\` writes it and all other files anew`,
      }),
    );
    return emptyManifest;
  }
  const other = parsed.manifest.spec;
  if (
    other !== undefined &&
    place.spec !== undefined &&
    other.toLowerCase() !== place.spec.toLowerCase() &&
    existsSync(join(place.specFolder, other))
  ) {
    faults.push(
      error(
        "output-shared",
        undefined,
        `the folder ${dirname(shown)} holds the files of ${other}`,
        {
          why: "two specs that write to one folder would delete each other's files",
          help: `give ${place.spec} an \`out:\` of its own`,
        },
      ),
    );
  }
  return parsed.manifest;
}
