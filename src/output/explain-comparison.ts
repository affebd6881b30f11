import type { Diagnostic } from "../core/diagnostic.js";
import type { Comparison } from "./compare-with-disk.js";
import { explainFile, explainManifest } from "./explain-file.js";

/**
 * Explains what `check` reports: each file that is not up to date, or else the manifest. Empty if a build would change
 * nothing.
 *
 * @param build the command that builds, with the user's own options
 */
export function explainComparison(
  { request: { location }, files, manifest, errors }: Comparison,
  build: string,
): readonly Diagnostic[] {
  if (errors.length > 0) return errors;
  const context = { location, build };
  const found = files.flatMap((file) => explainFile(file, context) ?? []);
  if (found.length > 0 || manifest.status === "fresh") return found;
  return [explainManifest(manifest.status, manifest.path, context)];
}
