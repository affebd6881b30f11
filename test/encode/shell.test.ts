import { expect, test } from "vitest";
import { EncodeError } from "../../src/encode/error.js";
import { shellWord, udevValue } from "../../src/encode/shell.js";

test.each([
  ["eth0", "eth0"],
  ["0-3,8", "0-3,8"],
  ["enp*", "'enp*'"],
  ["", "''"],
  ["~", "'~'"],
  ["a=b", "'a=b'"],
  ["it's", String.raw`'it'\''s'`],
  ["$(reboot)", "'$(reboot)'"],
])("%j is written %s", (text, word) => {
  expect(shellWord(text)).toBe(word);
});

test("what no argument can hold is refused", () => {
  expect(() => shellWord("a\0b")).toThrow(EncodeError);
  expect(() => shellWord("\ud800")).toThrow(EncodeError);
});

test("a value of a udev rule keeps its pattern, and holds nothing that udev replaces", () => {
  expect(udevValue("enp*s[0-9]")).toBe('"enp*s[0-9]"');
  for (const text of ['a"b', "a\\b", "$kernel", "%k", "a\nb", "a\0"])
    expect(() => udevValue(text)).toThrow(EncodeError);
});
