import { describe, expect, test } from "vitest";
import { errorsOf } from "./compile.js";
import { mended } from "./remedies.js";

/** The errors of a spec, as `line:column message; help`. */
function errorsIn(text: string): readonly string[] {
  return errorsOf(text).map(
    ({ line = 0, column = 0, message, help = "NO HELP" }) =>
      `${line}:${column} ${message}; ${help}`,
  );
}

const REST = `roles:
  r:
    sysctl:
      net.core.somaxconn: 4096 # a
`;

/** A spec with lines at the top. */
export const top = (lines: string): string => `version: 1\n${lines}\n${REST}`;

/** A spec with lines below `node:` of a role. */
export const node = (...lines: readonly string[]): string =>
  `version: 1\nroles:\n  r:\n    node:\n${lines.map((line) => `      ${line}\n`).join("")}    sysctl: { net.core.somaxconn: 4096 }\n`;

/** A spec with lines below `sysctl:`. */
export const sysctl = (...lines: readonly string[]): string =>
  `version: 1\nroles:\n  r:\n    sysctl:\n${lines.map((line) => `      ${line}\n`).join("")}`;

/** What is written, what `lint --fix` makes of it, and the error. */
export type Case = readonly [
  written: string,
  mended: string,
  ...errors: string[],
];

/** Tests the cases of each kind. */
export function testMistakes(
  cases: Readonly<Record<string, readonly Case[]>>,
): void {
  for (const [kind, all] of Object.entries(cases))
    describe(kind, () => {
      test.each(all)("%j", (written, fixed, ...errors) => {
        expect(errorsIn(written)).toEqual(errors);
        expect(mended(written)).toBe(fixed);
      });
    });
}
