import { readFileSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { memoryDocs } from "../../src/memory/docs.js";
import { formulas, uncounted } from "../../src/memory/formulas.js";
import { findKey } from "../../src/catalogue/lookup.js";
import { isKey, parseKey } from "../../src/core/key.js";

const committed = readFileSync(
  new URL("../../docs/memory.md", import.meta.url),
  "utf8",
).replaceAll("\r\n", "\n");

test("docs/memory.md is what `npm run docs` writes", () => {
  expect(committed).toBe(memoryDocs());
});

test("it is laid out as prettier lays it out", async () => {
  expect(await format(memoryDocs(), { parser: "markdown" })).toBe(memoryDocs());
});

test("every formula has a heading of its own and a source", () => {
  expect(new Set(formulas.map(({ name }) => name)).size).toBe(formulas.length);
  for (const { name, source } of formulas) {
    expect(memoryDocs()).toContain(`\n## ${name}\n`);
    expect(source).not.toBe("");
  }
});

test("every sysctl it names is one that a kernel has", () => {
  const keys = [...formulas, ...uncounted]
    .flatMap((each) => each.keys)
    .filter((key) => /^(?:net|vm|fs|kernel)\./u.test(key));
  expect(
    keys.filter((text) => {
      const key = parseKey(text);
      return !isKey(key) || findKey(key) === undefined;
    }),
  ).toEqual([]);
});
