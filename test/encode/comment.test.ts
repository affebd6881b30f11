import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { commentLines, referenceLines } from "../../src/encode/comment.js";
import { width } from "../../src/encode/width.js";
import { nasty, textOf } from "./nasty.js";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  textOf("\r\n\u0085\u2028\u000b\\# ab\ud800"),
  fc.constantFrom(...nasty),
);

test("every line is a comment, whatever the text", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const line of commentLines(text)) {
        expect(line).toMatch(/^#(?: \S|$)/u);
        expect(line).not.toMatch(
          /[\p{Cc}\p{Surrogate}\u2028-\u202e\u2060-\u2069\ufeff]/u,
        );
        expect(line).not.toMatch(/\s$/u);
        // An odd number of backslashes would take the next line along in modprobe.d.
        expect(/\\*$/u.exec(line)?.[0].length).toSatisfy(
          (count: number) => count % 2 === 0,
        );
      }
    }),
  );
});

test("a YAML reader sees nothing of it", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const document = [...commentLines(text), "a: 1", ""].join("\n");
      expect(parse(document, { version: "1.1" })).toEqual({ a: 1 });
    }),
  );
});

test("no line is wider than 100 columns, but for a single long word", () => {
  const texts = fc
    .array(fc.string({ unit: "grapheme", maxLength: 130 }))
    .map((words) => words.join(" "));
  fc.assert(
    fc.property(texts, fc.nat(20), (text, indent) => {
      for (const line of commentLines(text, indent)) {
        if (line.slice(2).includes(" "))
          expect(indent + width(line)).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test("all words are kept, in order", () => {
  const texts = fc.array(textOf("abc:/#.-")).map((words) => words.join(" "));
  fc.assert(
    fc.property(texts, (text) => {
      const words = commentLines(text).flatMap((line) =>
        line.slice(2).split(" "),
      );
      expect(words.filter((word) => word !== "")).toEqual(
        text.split(" ").filter((word) => word !== ""),
      );
    }),
  );
});

describe("layout", () => {
  test.each<[string, string, readonly string[]]>([
    ["nothing", "", []],
    ["white space", " \n\t\n ", []],
    ["one line", "a  b\tc ", ["# a b c"]],
    ["paragraphs", "\na\n\nb\r\n", ["# a", "#", "# b"]],
    ["a control character", "a\u001bb", ["# a\\u{1b}b"]],
    ["a bidirectional override", "\u202ea", ["# \\u{202e}a"]],
    ["a backslash at the end", "C:\\", ["# C:\\\\"]],
    ["a hash", "# a", ["# # a"]],
    [
      "a word at the edge",
      `${"x".repeat(90)} 1234567`,
      [`# ${"x".repeat(90)} 1234567`],
    ],
    [
      "a word beyond the edge",
      `${"x".repeat(90)} 12345678`,
      [`# ${"x".repeat(90)}`, "# 12345678"],
    ],
    [
      "a first line that reaches the edge",
      `${"x".repeat(90)} 1234567 more`,
      [`# ${"x".repeat(90)} 1234567`, "# more"],
    ],
    [
      "a long address",
      `see https://example.org/${"a".repeat(100)} there`,
      ["# see", `# https://example.org/${"a".repeat(100)}`, "# there"],
    ],
  ])("%s", (_, text, lines) => {
    expect(commentLines(text)).toEqual(lines);
  });
});

test("an address stays on its line, however long, and harmless", () => {
  const address = `https://example.org/${"a".repeat(100)}`;
  expect(referenceLines(address)).toEqual([`# See ${address}`]);
  expect(referenceLines("a\nb\u001b")).toEqual(["# See a", "# b\\u{1b}"]);
});
