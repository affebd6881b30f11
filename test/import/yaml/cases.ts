import { expect, it } from "vitest";
import { read } from "./read.js";

/** What a text must be read as, by what the text is. */
export type Cases = Readonly<
  Record<string, readonly [text: string, expected: readonly string[]]>
>;

/** Makes a test of each case. */
export function testCases(cases: Cases): void {
  for (const [name, [text, expected]] of Object.entries(cases))
    it(`reads ${name}`, () => {
      expect(read(text)).toEqual(expected);
    });
}
