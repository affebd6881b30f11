import type { Code } from "../../rules/codes.js";
import {
  type Diagnostic,
  hasErrors,
  sortDiagnostics,
} from "../../core/diagnostic.js";
import { type Severity, severityRank } from "../../core/severity.js";

/** Which findings a command prints; every one of them is counted, and decides on the exit code. */
export interface Wanted {
  /** Print errors only, and no summary. */
  readonly quiet?: boolean | undefined;
  /** Print findings of this severity or worse. */
  readonly severity?: Severity | undefined;
  /** Print at most so many, the worst. */
  readonly maxFindings?: number | undefined;
}

export interface Selection {
  readonly shown: readonly Diagnostic<Code>[];
  /** What is not shown without having been asked for, for people; an empty text if nothing. */
  readonly left: string;
}

/** Selects the findings to print: for people, notes only in `lint`, and only while there are no errors. */
export function select(
  diagnostics: readonly Diagnostic<Code>[],
  { quiet = false, severity, maxFindings = Infinity }: Wanted,
  forPeople?: { readonly isLint: boolean },
): Selection {
  if (diagnostics.length === 0) return { shown: diagnostics, left: "" };
  const hidesNotes =
    forPeople !== undefined &&
    severity === undefined &&
    (!forPeople.isLint || hasErrors(diagnostics));
  const least = quiet
    ? "error"
    : (severity ?? (hidesNotes ? "warning" : "note"));
  const wanted = diagnostics.filter(
    (each) => severityRank[each.severity] >= severityRank[least],
  );
  const notes = hidesNotes && !quiet ? noteWords(diagnostics) : "";
  if (wanted.length <= maxFindings) return { shown: wanted, left: notes };
  const worst = [...sortDiagnostics(wanted)]
    .sort((a, b) => severityRank[b.severity] - severityRank[a.severity])
    .slice(0, maxFindings);
  const more = `${wanted.length - worst.length} more not shown`;
  return {
    shown: worst,
    left: notes === "" ? more : `${more}; ${notes}`,
  };
}

function noteWords(diagnostics: readonly Diagnostic<Code>[]): string {
  if (!diagnostics.some(({ severity }) => severity === "note")) return "";
  return hasErrors(diagnostics)
    ? "notes are shown when there are no errors"
    : "`tunegen lint` shows the notes";
}
