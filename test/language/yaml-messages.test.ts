import { expect, test } from "vitest";
import { readYaml } from "../../src/language/yaml.js";
import { positionAt } from "../../src/core/source.js";

/** The errors of a text, as `line:column message; help`. */
function errorsIn(text: string): readonly string[] {
  const source = { name: "tuning.yaml", text };
  return readYaml(source).errors.map(({ span, message, help }) => {
    const { line, column } = positionAt(source, span?.start ?? 0);
    return `${line}:${column} ${message}; ${help ?? "NO HELP"}`;
  });
}

test.each([
  [
    "a: { os: linux, cpus: 8 memory: 16GiB }",
    "1:25 a comma is missing before `memory`; write `8, memory: ...`",
  ],
  [
    'a: { why: "one" refs: [x] }',
    '1:17 a comma is missing before `refs`; write `"one", refs: ...`',
  ],
  [
    "a:\n  {\n    os: linux\n    cpus: 8\n  }",
    "4:5 a comma is missing before `cpus`; write `linux, cpus: ...`",
  ],
  [
    'a: ["b" "c"]',
    '1:9 a comma is missing before `"c"`; write a comma before `"c"`',
  ],
  [
    "a: { os: linux; cpus: 8 }",
    "1:15 a semicolon before `cpus`; write `linux, cpus: ...`",
  ],
  [
    "a: { os: linux,, cpus: 8 }",
    "1:16 nothing is before this comma; remove one of the two commas",
  ],
  [
    "a: { os: linux, - cpus }",
    "1:17 a list item with a dash in brackets; write lists in brackets with commas and without dashes: `[a, b]`",
  ],
  [
    "r:\n  a: { os: '{'\n  b: 1",
    "2:6 nothing closes this bracket; write `}` at the end of its line, or indent the lines up to the `}`",
  ],
  ['a: "half', '1:4 nothing closes this quote; write `"` where it ends'],
  ["a: [b", "1:4 nothing closes this bracket; write `]` where it ends"],
  ["a: { b: [1]", "1:4 nothing closes this bracket; write `}` where it ends"],
  ['a: { b: "c"', "1:4 nothing closes this bracket; write `}` where it ends"],
  ["a: [b: c", "1:4 nothing closes this bracket; write `]` where it ends"],
  ["a: [b}", "1:6 `}` closes a `[`; write `]`"],
  [
    "a: { b: 1 }}\nc: 2\nd: 3",
    "1:12 this `}` closes nothing; remove it, or write the opening `{`",
  ],
  [
    "a: 'it's'",
    "1:8 `s'` is behind the closing quote; put the whole text into double quotes, or write a single quote within it twice",
  ],
  [
    String.raw`a: "C:\path"`,
    String.raw`1:7 ${"`\\p`"} is not an escape of YAML; write the backslash twice, or put the text into single quotes`,
  ],
  [
    'a: "b"# c',
    "1:7 the comment follows the value without a blank; write a blank before `#`",
  ],
  [
    "a: | text",
    "1:6 `text` is on the line of the `|` or `>`; write the text on the next line, indented by 2 more blanks, or remove the sign",
  ],
  [
    "a: - b",
    "1:4 a list begins on the line of its field; write each `- item` on a line of its own below, or the list as `[a, b]`",
  ],
  [
    "a:\n  b: x\n  - c",
    "3:3 a list item stands among fields; write the name of the list, such as `modules:`, on the line above",
  ],
  [
    "a:\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> main\n",
    "2:1 a merge conflict of git begins here; keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
  ],
])("%j is one error with help", (text, expected) => {
  expect(errorsIn(text)).toEqual([expected]);
});

test("two lines with an error each are two errors", () => {
  expect(errorsIn("a: { b: 1 c: 2 }\nd: { e: 3 f: 4 }")).toEqual([
    "1:11 a comma is missing before `c`; write `1, c: ...`",
    "2:11 a comma is missing before `f`; write `3, f: ...`",
  ]);
});
