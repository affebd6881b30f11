import { describe, expect, test } from "vitest";
import { MOST_LEVELS, tooDeepAt } from "../../src/core/yaml-nesting.js";

const blocks = (levels: number, line: string): string =>
  Array.from({ length: levels }, (_, at) => `${"  ".repeat(at)}${line}\n`).join(
    "",
  );

describe("YAML that is nested too deep", () => {
  test.each([
    ["lists in brackets", "[ ", 200],
    ["maps in braces", "{a: ", 400],
    ["lists of one line", "- ", 200],
    ["explicit keys", "? ", 200],
  ])("%s", (_, text, offset) => {
    expect(tooDeepAt(text.repeat(1000))).toBe(offset);
    expect(tooDeepAt(text.repeat(MOST_LEVELS))).toBeUndefined();
  });

  test("maps and lists in blocks", () => {
    const maps = blocks(1000, "a:");
    expect(tooDeepAt(maps)).toBe(maps.indexOf(`\n${"  ".repeat(100)}a`) + 201);
    expect(tooDeepAt(blocks(MOST_LEVELS, "a:"))).toBeUndefined();
    expect(tooDeepAt(blocks(MOST_LEVELS, '"a":'))).toBeUndefined();
    expect(tooDeepAt(blocks(MOST_LEVELS + 1, '"a":'))).toBeDefined();
    expect(tooDeepAt(blocks(MOST_LEVELS + 1, "- "))).toBeDefined();
  });

  test("brackets below blocks", () => {
    const text = `${blocks(60, "a:")}${" ".repeat(120)}${"[".repeat(60)}`;
    expect(tooDeepAt(text)).toBe(text.length - 20);
  });
});

test.each([
  ["many entries", "a: { b: [c], d: [[e]] }\n".repeat(1000)],
  ["many blocks", `${blocks(50, "a:")}${blocks(50, "b:")}`.repeat(20)],
  ["many documents", "--- [[[\n".repeat(1000)],
  ["brackets in texts", `a: "${"[".repeat(1000)}"\nb: x${"[".repeat(1000)}\n`],
  ["a block of text", `a: |\n${blocks(200, "a:").replaceAll(/^/gmu, "  ")}`],
  ["a text of many lines", `a: x\n${blocks(200, "x").replaceAll(/^/gmu, " ")}`],
  ["closing brackets", "] } ".repeat(1000)],
  ["colons", ": ".repeat(1000)],
])("%s are not", (_, text) => {
  expect(tooDeepAt(text)).toBeUndefined();
});
