import type { Diagnostic } from "../core/diagnostic.js";
import type { ErrorCode } from "../core/diagnostics/registry.js";

/** From so many files on, one sentence says more than one for each. */
export const MANY_FILES = 5;

/** What is wrong with many files at once. Files that were edited stay single: each asks for a decision. */
const together: Partial<Record<ErrorCode, string>> = {
  "output-stale": "files are out of date",
  "output-missing": "files are missing",
  "output-orphan": "files are no longer generated",
};

/** Unites the errors about many files of one status into one without a place. */
export function uniteStale(
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const counts = new Map<ErrorCode, number>();
  for (const { code } of diagnostics)
    counts.set(code, (counts.get(code) ?? 0) + 1);
  const told = new Set<ErrorCode>();
  return diagnostics.flatMap((each) => {
    const { severity, code, help } = each;
    const count = counts.get(code) ?? 0;
    const words = together[code];
    if (words === undefined || count < MANY_FILES) return [each];
    if (told.has(code)) return [];
    told.add(code);
    return [
      {
        severity,
        code,
        message: `${count} ${words}`,
        ...(help !== undefined && { help }),
      },
    ];
  });
}
