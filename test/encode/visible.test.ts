import { expect, test } from "vitest";
import { visibleJson } from "../../src/encode/visible.js";

test.each([
  ["\u0085", String.raw`"\u0085"`],
  ["\u202e", String.raw`"\u202e"`],
  // A noncharacter outside the basic plane is a pair of escapes.
  ["\u{1ffff}", String.raw`"\ud83f\udfff"`],
  ["a\tß", String.raw`"a\tß"`],
])("%j stays the same text in JSON that hides nothing", (text, written) => {
  const json = visibleJson(JSON.stringify(text));
  expect(json).toBe(written);
  expect(JSON.parse(json)).toBe(text);
});
