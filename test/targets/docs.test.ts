import { readFileSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { targetsDocs } from "../../src/targets/docs.js";
import { targets } from "../../src/targets/emit.js";

const committed = readFileSync(
  new URL("../../docs/targets.md", import.meta.url),
  "utf8",
).replaceAll("\r\n", "\n");

test("docs/targets.md is what `npm run docs` writes", async () => {
  expect(await format(targetsDocs(), { parser: "markdown" })).toBe(committed);
});

test("it has every target, path and option", () => {
  for (const { name, outputs, options } of targets) {
    expect(committed).toContain(`\n## ${name}\n`);
    for (const field of [...Object.keys(outputs), ...Object.keys(options)])
      expect(committed).toContain(`\`${name}.${field}\``);
  }
});

test("an option says what it does, and has a default", () => {
  expect(targetsDocs()).not.toMatch(/: \. Default|Default: `undefined`/u);
});
