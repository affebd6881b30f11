import { createColors } from "picocolors";
import { expect, test } from "vitest";
import type { Finding } from "../../src/core/finding.js";
import type { Severity } from "../../src/core/severity.js";
import { findingLines } from "../../src/explain/finding-text.js";

const plain = createColors(false);

const finding = (severity: Severity, line: number): Finding => ({
  severity,
  rule: "conflict",
  message: "m",
  file: "a.yaml",
  line,
  column: 1,
  endLine: line,
  endColumn: 2,
});

test("of many findings the worst are shown first, in the order of lines", () => {
  const findings = [
    finding("note", 1),
    finding("warning", 2),
    finding("note", 3),
    finding("error", 4),
    finding("warning", 5),
    finding("error", 6),
  ];
  expect(findingLines(findings, plain)).toEqual([
    "  error: a.yaml:4: m [conflict]",
    "  error: a.yaml:6: m [conflict]",
    "  warning: a.yaml:2: m [conflict]",
    "  warning: a.yaml:5: m [conflict]",
    "  and 2 more findings: run tunegen lint",
  ]);
});

test("a few findings are all shown, a note after a warning", () => {
  expect(
    findingLines([finding("note", 1), finding("warning", 2)], plain),
  ).toEqual([
    "  warning: a.yaml:2: m [conflict]",
    "  note: a.yaml:1: m [conflict]",
  ]);
});

test("one that is left out is one finding", () => {
  const five = [1, 2, 3, 4, 5].map((line) => finding("note", line));
  expect(findingLines(five, plain).at(-1)).toBe(
    "  and 1 more finding: run tunegen lint",
  );
});
