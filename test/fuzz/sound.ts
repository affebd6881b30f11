import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { compile, type CompileResult, type Finding } from "../../src/index.js";

const place = "tuning.yaml";

/** What a message must not have: the traces of a value that it was not written for. */
const traces = /\[object \w+\]|\bundefined\b|\bNaN\b|\bfunction \w*\(|=> \{/gu;

/**
 * Compiles a text, and checks everything that was found in it: it has a place within the text, a message, and is found once.
 * @throws an assertion error that says what does not hold
 */
export function soundCompile(
  text: string,
  read?: (path: string) => string,
): CompileResult {
  const result = compile(text, { path: place, ...(read && { read }) });
  const { findings, files } = result;
  const lines = text
    .replace(/^\ufeff/u, "")
    .replaceAll("\r\n", "\n")
    .split("\n");
  const seen = new Set<string>();
  for (const finding of findings) {
    notEqual(finding.rule, "tool-fault", finding.message);
    const { line = 0, column = 0, file } = finding;
    const identity = `${file ?? ""}:${line}:${column} ${finding.rule} ${finding.message}`;
    if (file === place) checkPlace(finding, lines, identity);
    ok(line >= 1, identity);
    ok(!seen.has(identity), `twice: ${identity}`);
    seen.add(identity);
    checkWords(finding, text);
  }
  if (findings.some(({ severity }) => severity === "error"))
    deepEqual(files, []);
  return result;
}

function checkPlace(
  { line = 0, column = 0, endLine = 0, endColumn = 0 }: Finding,
  lines: readonly string[],
  identity: string,
): void {
  const width = (at: number): number => (lines[at - 1] ?? "").length + 1;
  ok(column >= 1 && column <= width(line), identity);
  ok(endLine <= lines.length && endColumn <= width(endLine), identity);
  ok(
    line < endLine || (line === endLine && column <= endColumn),
    `ends before it begins: ${identity}`,
  );
}

/** Checks that no text of a finding has a trace of JavaScript that the user did not write. */
function checkWords(
  { rule, message, why = "", help = "", related = [] }: Finding,
  text: string,
): void {
  notEqual(message, "", rule);
  for (const said of [
    message,
    why,
    help,
    ...related.map((each) => each.message),
  ])
    for (const [trace] of said.matchAll(traces))
      ok(text.includes(trace), `${rule} says ${trace}: ${said}`);
}

/** Checks that a text compiles to the same findings and files twice. */
export function sameTwice(
  first: CompileResult,
  text: string,
  read?: (path: string) => string,
): void {
  const again = compile(`${text} `.slice(0, -1), {
    path: place,
    ...(read && { read }),
  });
  equal(JSON.stringify(again.findings), JSON.stringify(first.findings));
  deepEqual(again.files, first.files);
}
