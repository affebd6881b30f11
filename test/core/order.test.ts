import { expect, test } from "vitest";
import {
  type Diagnostic,
  inPrintedOrder,
  sortDiagnostics,
} from "../../src/core/diagnostic.js";
import type { Severity } from "../../src/core/severity.js";

const text = "one\ntwo\nthree\n";

function at(file: string, start: number, severity: Severity): Diagnostic {
  return {
    severity,
    code: "conflict",
    message: `${severity} ${file}:${start}`,
    span: { source: { name: file, text }, start, end: start + 1 },
  };
}

const unplaced: Diagnostic = {
  severity: "note",
  code: "conflict",
  message: "note without a place",
};
const mixed = [
  at("b.yaml", 0, "warning"),
  at("a.yaml", 4, "error"),
  at("a.yaml", 8, "note"),
  at("a.yaml", 0, "error"),
  at("a.yaml", 0, "note"),
  at("a.yaml", 0, "warning"),
  at("b.yaml", 4, "note"),
  unplaced,
];

const messages = (some: readonly Diagnostic[]): readonly string[] =>
  some.map(({ message }) => message);

test("machines read by file and place, the worst of one place first", () => {
  expect(messages(sortDiagnostics(mixed))).toEqual([
    "note without a place",
    "error a.yaml:0",
    "warning a.yaml:0",
    "note a.yaml:0",
    "error a.yaml:4",
    "note a.yaml:8",
    "warning b.yaml:0",
    "note b.yaml:4",
  ]);
});

test("people read notes, warnings, then errors, each by file and place", () => {
  expect(messages(inPrintedOrder(mixed))).toEqual([
    "note without a place",
    "note a.yaml:0",
    "note a.yaml:8",
    "note b.yaml:4",
    "warning a.yaml:0",
    "warning b.yaml:0",
    "error a.yaml:0",
    "error a.yaml:4",
  ]);
});

test("the same is told once, whatever order it is in", () => {
  const twice = [...mixed, ...mixed.toReversed()];
  expect(sortDiagnostics(twice)).toEqual(sortDiagnostics(mixed));
  expect(inPrintedOrder(twice)).toEqual(inPrintedOrder(mixed));
});
