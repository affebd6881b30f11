import type { Code } from "../../rules/codes.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { formatPlace } from "../../core/source.js";
import { detailLines } from "./details.js";

/** A test of a JUnit report: it fails, is skipped, or passes. */
export interface JunitCase {
  readonly group: string;
  readonly name: string;
  readonly failure?: {
    readonly type: string;
    readonly message: string;
    readonly text?: string;
  };
  readonly skipped?: string;
}

/**
 * Findings as JUnit XML, which GitLab and Jenkins show as tests: one that fails for each error and warning, one that is
 * skipped for each note, and a single one that passes where there are none.
 */
export function junitReport(
  command: string,
  diagnostics: readonly Diagnostic<Code>[],
): string {
  return junitSuites(
    command,
    diagnostics.length === 0
      ? [{ group: "tunegen", name: command }]
      : diagnostics.map(caseOf),
  );
}

function caseOf(diagnostic: Diagnostic<Code>): JunitCase {
  const { severity, code, message, span } = diagnostic;
  const place = span === undefined ? "" : `${formatPlace(span)}: `;
  const test = { group: code, name: place + message };
  if (severity === "note") return { ...test, skipped: message };
  const text = detailLines(diagnostic).join("\n");
  return { ...test, failure: { type: severity, message, text } };
}

/**
 * Writes tests as JUnit XML.
 * @see https://github.com/testmoapp/junitxml
 */
export function junitSuites(
  command: string,
  cases: readonly JunitCase[],
): string {
  const count = (has: (test: JunitCase) => boolean): number =>
    cases.filter(has).length;
  const counts = [
    `tests="${cases.length}"`,
    `failures="${count(({ failure }) => failure !== undefined)}"`,
    `skipped="${count(({ skipped }) => skipped !== undefined)}"`,
  ].join(" ");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tunegen" ${counts}>`,
    `  <testsuite name="tunegen ${escaped(command)}" ${counts}>`,
    ...cases.map(testCase),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testCase({ group, name, failure, skipped }: JunitCase): string {
  const head = `    <testcase classname="${escaped(group)}" name="${escaped(name)}"`;
  if (failure !== undefined)
    return `${head}><failure type="${escaped(failure.type)}" message="${escaped(failure.message)}">${escaped(failure.text ?? "")}</failure></testcase>`;
  return skipped === undefined
    ? `${head}/>`
    : `${head}><skipped message="${escaped(skipped)}"/></testcase>`;
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
