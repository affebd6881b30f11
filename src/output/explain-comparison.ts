import type { Diagnostic } from "../core/diagnostic.js";
import type { Comparison } from "./compare-with-disk.js";
import { explainFile, explainManifest } from "./explain-file.js";

/**
 * Everything that `check` has to tell: each file that is not as it should be, or else the manifest. Empty where a build
 * would change nothing.
 * @param build the command that builds, with the user's own options
 */
export function explainComparison(
  { request: { place }, files, manifest, faults }: Comparison,
  build: string,
): readonly Diagnostic[] {
  if (faults.length > 0) return faults;
  const wording = { place, build };
  const found = files.flatMap((file) => explainFile(file, wording) ?? []);
  if (found.length > 0 || manifest.status === "fresh") return found;
  return [explainManifest(manifest.status, manifest.path, wording)];
}
