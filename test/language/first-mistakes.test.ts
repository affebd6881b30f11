import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mended, remediesIn } from "../support/remedies.js";

const all = readFileSync(
  new URL("first-mistakes.txt", import.meta.url),
  "utf8",
);

/** Each mistake with its spec, the errors in it, and what `lint --fix` makes of it. */
const mistakes = all
  .split("\n=== ")
  .slice(1)
  .map((each) => {
    const [name = "", ...lines] = each.trimEnd().split("\n");
    const first = lines.findIndex((line) => line.startsWith("> "));
    const remedies = lines.filter((line) => line.startsWith("> "));
    const text = `${lines.slice(0, first).join("\n")}\n`;
    const [mark, ...fixed] = lines.slice(first + remedies.length);
    return {
      name,
      text,
      remedies: remedies.map((line) => line.slice(2)),
      fixed: mark === "---" ? `${fixed.join("\n")}\n` : text,
    };
  });

test.each(mistakes)("$name", ({ text, remedies, fixed }) => {
  expect(remediesIn(text)).toEqual(remedies);
  expect(mended(text)).toBe(fixed);
});
