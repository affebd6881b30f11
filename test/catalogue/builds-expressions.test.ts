import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/catalogue/builds/evaluate.js";
import { parseExpression } from "../../src/catalogue/builds/expression.js";
import { catalogueFile } from "./support.js";

describe("expressions", () => {
  const env = (symbol: string): string | number | undefined =>
    ({ ON: "y", MODULE: "m", OFF: "n", HZ: "250", HEX: "0x1b6", TEXT: "fq" })[
      symbol
    ];

  test.each([
    ["2000000 / HZ", 8000],
    ["2 + 3 * 4 - 1", 13],
    ["7 / 2", 3],
    ["HZ / 0", undefined],
    ["ON && MODULE", true],
    ["MODULE=y", false],
    ["ON=y", true],
    ["!OFF", true],
    ["(OFF || ON) && HZ >= 250", true],
    ["OFF && MISSING", false],
    ["ON || MISSING", true],
    ["ON && MISSING", undefined],
    ['TEXT == "fq" ? 1 : 0', 1],
    ["MISSING ? 1 : 0", undefined],
    ["OFF ? 1 : ON ? 2 : 3", 2],
    ["number(HEX, 0)", 438],
    ["number(OFF, 5)", 5],
    ["number(MISSING, 5)", undefined],
    ["max(16, 5)", 16],
    ["fields(1, OFF ? 2 : none, 3)", "1 3"],
    ["fields(1, unknown)", undefined],
    ["TEXT * 2", undefined],
  ])("%s is %s", (text, value) => {
    expect(evaluate(parseExpression(text), env)).toBe(value);
  });

  test.each(["1 +", "(1", "1 2", "a ? b", "f(1", "@"])(
    "%s is not an expression",
    (text) => {
      expect(() => parseExpression(text)).toThrow();
    },
  );

  test("all expressions of the tables are expressions", () => {
    const cells = (
      path: string,
      columns: readonly number[],
    ): readonly string[] =>
      catalogueFile(path)
        .trimEnd()
        .split("\n")
        .slice(1)
        .flatMap((line) => columns.map((at) => line.split("\t")[at] ?? ""))
        .filter((text) => text !== "" && text !== "-");
    const all = [
      ...cells("builds/gates.tsv", [2]),
      ...cells("builds/defaults.tsv", [1, 2]),
    ];
    for (const text of all) expect(parseExpression(text), text).toBeDefined();
    expect(all.length).toBeGreaterThan(600);
  });
});
