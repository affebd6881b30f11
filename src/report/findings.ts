import { type Diagnostic, sortDiagnostics } from "../core/diagnostic.js";
import { type Finding, toFinding } from "../core/finding.js";
import { severityRank } from "../core/severity.js";
import { placeOf } from "../explain/places.js";
import type { Spec } from "../language/model.js";
import { acceptances } from "../rules/acceptances.js";
import type { AcceptedFinding } from "./types.js";

/** Sorts diagnostics for a reader: errors first, then by place. */
export function inReportOrder(
  diagnostics: readonly Diagnostic<string>[],
): readonly Diagnostic<string>[] {
  return [...sortDiagnostics(diagnostics)].sort(
    (a, b) => severityRank[b.severity] - severityRank[a.severity],
  );
}

/** Lists findings as a reader wants them. */
export function reportedFindings(
  diagnostics: readonly Diagnostic<string>[],
): readonly Finding[] {
  return inReportOrder(diagnostics).map(toFinding);
}

/** Lists what a spec accepts, in the order of its lines. */
export function acceptedFindings(spec: Spec): readonly AcceptedFinding[] {
  return acceptances(spec).map(([rule, { reason, span }]) => ({
    rule,
    reason,
    place: placeOf(span),
  }));
}
