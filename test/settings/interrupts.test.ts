import { expect, test } from "vitest";
import { interfaceFault } from "../../src/settings/interrupts/interface-pattern.js";

test.each([
  ["", "a name has at least one character"],
  ["a b", "a name contains no space"],
  ["a\tb", "a name contains no space"],
  ["a/b", "`/` is not supported in a name"],
  ["..", "it is not a name"],
  [
    "abcdefghijklmnop",
    "a name has at most 15 characters, but this requires 16",
  ],
  ["abcdefghijklmno*", undefined],
])("%j: %s", (pattern, fault) => {
  expect(interfaceFault(pattern)).toBe(fault);
});
