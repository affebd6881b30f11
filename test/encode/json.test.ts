import { format } from "prettier";
import { expect, test } from "vitest";
import { type Json, jsonText } from "../../src/encode/json.js";

const wide = (columns: number): string => "x".repeat(columns);

test.each<[string, Json]>([
  ["an empty object", {}],
  ["an empty list", []],
  ["null in a list", [null, 1]],
  ["objects in a list", [{ a: 1 }, { b: null }]],
  ["lists in a list", [[1, 2], [wide(70)], [wide(71)], [wide(72)]]],
  ["a list that fits in its line", { a: { b: [wide(65)] } }],
  ["a list one column too wide", { a: { b: [wide(66)] } }],
  ["objects in objects", { a: { b: { c: [] } } }],
])("%s stands as prettier leaves it", async (_, value) => {
  const text = jsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  // prettier keeps the first line break of an object, so the layout is the same.
  expect(await format(text, { parser: "json" })).toBe(text);
});
