import { expect, test } from "vitest";
import { absence, isWithin } from "../../src/core/lifetime.js";

const span = { since: "1.29", before: "1.31" };

test.each([
  ["1.28.9", false, "key-not-yet"],
  ["v1.29", true, undefined],
  ["1.30.4", true, undefined],
  ["1.31", false, "key-gone"],
  ["latest", undefined, undefined],
  [undefined, undefined, undefined],
])("%s: %s, %s", (release, within, code) => {
  expect(isWithin(release, span, undefined)).toBe(within);
  expect(absence(span, release)).toBe(code);
});

test("a release that is too coarse for a patch level is not known", () => {
  const fixed = { since: "1.16.8" };
  expect(isWithin("1.16", fixed, undefined)).toBe(undefined);
  expect(absence(fixed, "1.16")).toBe(undefined);
  expect(absence(fixed, "1.16.7")).toBe("key-not-yet");
});
