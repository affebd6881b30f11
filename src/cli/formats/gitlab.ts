import type { Code } from "../../rules/codes.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { toFinding } from "../../core/finding.js";
import type { Severity } from "../../core/severity.js";
import { detailLines } from "./details.js";
import { fingerprints } from "./fingerprints.js";

const severities: Readonly<Record<Severity, string>> = {
  error: "major",
  warning: "minor",
  note: "info",
};

/**
 * Findings as a report of GitLab's Code Quality, which shows in a merge request what it adds and what it mends. GitLab needs
 * a place: a finding without one is at the folder.
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function codeQualityReport(
  diagnostics: readonly Diagnostic<Code>[],
): readonly object[] {
  const fingerprint = fingerprints();
  return diagnostics.map((diagnostic) => {
    const {
      severity,
      rule,
      message,
      file = ".",
      line = 1,
      endLine = line,
    } = toFinding(diagnostic);
    return {
      description: [message, ...detailLines(diagnostic)].join("; "),
      check_name: rule,
      fingerprint: fingerprint(diagnostic),
      severity: severities[severity],
      location: { path: file, lines: { begin: line, end: endLine } },
    };
  });
}
