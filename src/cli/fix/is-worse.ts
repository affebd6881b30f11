import type { Diagnostic } from "../../core/diagnostic.js";
import type { ErrorCode } from "../../core/diagnostics/registry.js";

/** Errors of the structure, which a fix must never cause. */
const ofStructure: readonly ErrorCode[] = [
  "yaml-syntax",
  "duplicate-key",
  "pasted-setting",
  "not-a-spec",
];

/** Whether fixes made a spec worse. Once the structure is mended, more of it is read, and more may be found. */
export function isWorse(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): boolean {
  const hidMore = before.some(
    ({ code }) => code === "pasted-setting" || code === "yaml-syntax",
  );
  return (
    ofStructure.some((code) => countOf(after, code) > countOf(before, code)) ||
    (!hidMore && after.length > before.length)
  );
}

function countOf(
  diagnostics: readonly Diagnostic[],
  wanted: ErrorCode,
): number {
  return diagnostics.filter(({ code }) => code === wanted).length;
}
