import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EncodeError } from "../../src/encode/error.js";
import { shellWord, udevValue } from "../../src/encode/shell.js";
import { programTest, run } from "../support/programs.js";
import { nasty, textOf } from "./nasty.js";

/** What a shell makes of words. */
function read(shell: string, words: readonly string[]): readonly string[] {
  const script = `for word in ${words.join(" ")}; do printf '%s\\0' "$word"; done`;
  const { status, stdout, stderr } = run(shell, ["-c", script]);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout.split("\0").slice(0, -1);
}

/** Any text that an argument can hold. */
const argument = fc
  .oneof(
    fc.string({ unit: "binary" }),
    textOf("'\"$(){}`\\\n\r\t ;&|<>*?[]!#~=%a-"),
    fc.constantFrom(...nasty),
  )
  .filter((text) => !/\0|\p{Surrogate}/u.test(text));

describe.each(["sh", "dash", "bash"])("%s", (shell) => {
  programTest(shell, "a word comes back as it was", () => {
    fc.assert(
      fc.property(
        fc.array(argument, { minLength: 1, maxLength: 40 }),
        (texts) => {
          expect(read(shell, texts.map(shellWord))).toEqual(texts);
        },
      ),
      { numRuns: 30 },
    );
  });
});

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
