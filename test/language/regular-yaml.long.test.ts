import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { agrees } from "../support/regular-yaml.js";

const root = join(import.meta.dirname, "..", "..");

const pieces = [
  "a", "b:", "c: ", "- ", "-", ":", ": ", " ", "  ", "\n", "\n  ", "\n    ", "#", " # c", "[", "]", "{", "}", ",", ", ",
  "'", '"', "|", ">-\n", "1", "0x1f", "~", "true", "&x ", "*x", "!t ", "? ", "---", "\t", "\r\n", "%", "\\n", "key: value\n",
  "\n- item", "\n  - x: 1\n    y: 2",
]; // prettier-ignore

test("agrees with the library on any text that looks like YAML", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 24 }),
      (parts) => {
        agrees(parts.join(""));
      },
    ),
    { numRuns: 20_000 },
  );
});

/** What lines begin with; a hundred kinds of regular and irregular ones. */
const beginnings = [
  "a:", "b: ", "c: x", "- ", "-", "- a", "- b: 1", "- - a", "- - b: c", "- |", "- >", "- [", "- {", "- [a, b]",
  "d: |", "e: >-", "f: |+", "g: >- # c", "|", "> x", "|2", "|-2", "text", "text more", "text: ", "x:y", "-x", "?x", ":x",
  "a#b", "a #b", "a :", "~", "-1", "0x1", "1e3", "1_000", "é: ü", "\u00a0", "\uFEFFx", "key with space: v w", "x: - y",
  "# c", "", "  ", "\tx", "x\t", "x \t", "---", "...", "<<: 1", "? a", ": b", "&a", "*a", "!t", "%x", "@x", "`x",
  "'q'", '"d"', "'q': ", '"e\\n": v', "v: ''", 'w: ""', "'it''s'", '"a\\"b"', "'a'#b", "k: 'a", 'l"', '"f": [',
  "[", "]", "{", "}", "],", "}", "h: [", "i: {", "1,", "x,", "a: b,", "u: [[", "]]", "[a]#b", "[a]: b", "{a}: b",
  "m: {a: [b, {c: d}]}", "n: [a: b]", "o: [,]", "p: [a,]", "q: [a,,b]", "r: {a: }", "s: {a}", "t: {a: b, a: c}",
]; // prettier-ignore
const endings = ["\n", "\n", "\n", "\n", "\r\n", " # c\n", " \n", ""];

test("agrees with the library on lines with any indentation", () => {
  const line = fc
    .tuple(
      fc.nat(5),
      fc.constantFrom(...beginnings),
      fc.constantFrom(...endings),
    )
    .map(([indent, begin, end]) => " ".repeat(indent) + begin + end);
  let read = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 9 }), (lines) => {
      const text = lines.join("");
      for (const each of [text, `a: 1\n${text}`]) if (agrees(each)) read += 1;
    }),
    { numRuns: 50_000 },
  );
  expect(read).toBeGreaterThan(1_000);
});

test("agrees with the library on a spec that was changed somewhere", () => {
  const spec = readFileSync(join(root, "tuning.yaml"), "utf8").slice(0, 2_500);
  fc.assert(
    fc.property(
      fc.nat(spec.length),
      fc.nat(8),
      fc.constantFrom("", ...pieces),
      (at, length, piece) => {
        agrees(spec.slice(0, at) + piece + spec.slice(at + length));
      },
    ),
    { numRuns: 2_000 },
  );
});
