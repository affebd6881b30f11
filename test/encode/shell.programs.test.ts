import fc from "fast-check";
import { describe, expect } from "vitest";
import { shellWord } from "../../src/encode/shell.js";
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
