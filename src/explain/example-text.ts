import type { Finding } from "../core/finding.js";
import type { Severity } from "../core/severity.js";
import type { FailingExplanation } from "./example.js";
import { findingLines, wholeFinding } from "./finding-text.js";
import { indented, type Paint, WIDTH, wrap } from "./layout.js";

/** Formats the name, severity and meaning of a rule or another code. */
export function titleText(
  {
    rule,
    severity,
    summary,
    explanation,
  }: {
    readonly rule: string;
    readonly severity: Severity;
    readonly summary: string;
    readonly explanation: string;
  },
  paint: Paint,
): readonly string[] {
  return [
    `${paint.bold(rule)} (${severity === "error" ? "error: prevents a build" : severity})`,
    ...indented(wrap(`${summary}.`, WIDTH - 2), 2),
    "",
    ...indented(wrap(explanation, WIDTH - 2), 2),
  ];
}

/** Formats an incorrect spec with its findings, and a correct spec. */
export function exampleText(
  failing: FailingExplanation,
  passing: { readonly spec: string },
  paint: Paint,
): readonly string[] {
  return [
    "",
    paint.bold("Incorrect"),
    ...indented(specText(failing.spec), 2),
    ...failing.findings.flatMap((finding) => wholeFinding(finding, paint)),
    "",
    paint.bold("Correct"),
    ...indented(specText(passing.spec), 2),
  ];
}

/** Formats the findings in the user's spec, if there is a spec. */
export function inSpecText(
  spec:
    | { readonly name: string; readonly findings: readonly Finding[] }
    | undefined,
  paint: Paint,
): readonly string[] {
  if (spec === undefined) return [];
  const { name, findings } = spec;
  return findings.length === 0
    ? ["", paint.bold(`No findings in ${name}`)]
    : ["", paint.bold(`Findings in ${name}`), ...findingLines(findings, paint)];
}

function specText(spec: string): readonly string[] {
  return spec.trimEnd().split("\n");
}
