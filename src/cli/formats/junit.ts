import type { Code } from "../../rules/codes.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { formatPlace } from "../../core/source.js";
import { detailsOf } from "./details.js";

/**
 * Findings as JUnit XML, which GitLab and Jenkins show as tests: one that fails for each error and warning, one that is
 * skipped for each note, and a single one that passes where there are none.
 * @see https://github.com/testmoapp/junitxml
 */
export function junitReport(
  command: string,
  diagnostics: readonly Diagnostic<Code>[],
): string {
  const notes = diagnostics.filter(({ severity }) => severity === "note");
  const counts = [
    `tests="${Math.max(1, diagnostics.length)}"`,
    `failures="${diagnostics.length - notes.length}"`,
    `skipped="${notes.length}"`,
  ].join(" ");
  const cases =
    diagnostics.length === 0
      ? [`    <testcase classname="tunegen" name="${escaped(command)}"/>`]
      : diagnostics.map(testCase);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tunegen" ${counts}>`,
    `  <testsuite name="tunegen ${escaped(command)}" ${counts}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testCase(diagnostic: Diagnostic<Code>): string {
  const { severity, code, message, span } = diagnostic;
  const place = span === undefined ? "" : `${formatPlace(span)}: `;
  const details = detailsOf(diagnostic).map(
    ({ label, text }) => `${label}: ${text}`,
  );
  const text = escaped(details.join("\n"));
  const element =
    severity === "note"
      ? `<skipped message="${escaped(message)}"/>`
      : `<failure type="${severity}" message="${escaped(message)}">${text}</failure>`;
  return `    <testcase classname="${code}" name="${escaped(place + message)}">${element}</testcase>`;
}

/** Escapes text for elements and attributes; what XML 1.0 cannot contain becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .replaceAll(
      // eslint-disable-next-line no-control-regex -- what XML excludes
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu,
      "\ufffd",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#9;")
    .replaceAll("\r", "&#13;");
}
