import { expect, test } from "vitest";
import { isAtLeast, parseVersion } from "../../src/core/version.js";

test.each([
  ["6.12", 6, 12],
  ["v1.31", 1, 31],
  [" 6.12.107+deb13-amd64 ", 6, 12],
])("%j is read without its patch level", (text, major, minor) => {
  expect(parseVersion(text)).toEqual({ major, minor });
});

test.each(["", "6", "v6", "6.", "six.one", "12345.1", "1.12345"])(
  "%j is no version, and stays none",
  (text) => {
    expect(parseVersion(text)).toBeUndefined();
    expect(parseVersion(text)).toBeUndefined();
    expect(isAtLeast(text, "1.0")).toBeUndefined();
  },
);

test.each([
  ["1.9", "1.14", false],
  ["1.14", "1.14", true],
  ["2.0", "1.14", true],
])("%s is at least %s: %s", (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});
