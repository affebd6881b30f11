import { describe, expect, test } from "vitest";
import {
  decodeSource,
  isSource,
  LARGEST_SPEC,
} from "../../src/language/decode.js";
import { toFinding } from "../../src/core/finding.js";
import { compile } from "../../src/index.js";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a file's bytes", () => {
  test.each([
    ["plain", utf8("a: b\n"), "a: b\n"],
    ["a byte order mark", utf8("\ufeffa: b\n"), "a: b\n"],
    ["CRLF", utf8("a: b\r\nc: d\r\n"), "a: b\nc: d\n"],
    ["both", utf8("\ufeffa: b\r\n"), "a: b\n"],
    ["a lone CR", utf8("a: b\rc"), "a: b\rc"],
    ["nothing", utf8(""), ""],
    ["more than ASCII", utf8("ä 🐧 日本\n"), "ä 🐧 日本\n"],
  ])("%s", (_, bytes, text) => {
    const source = decodeSource("a.yaml", bytes);
    expect(isSource(source) && source.text).toBe(text);
  });

  test.each([
    ["UTF-16, little", [0xff, 0xfe, 0x61, 0], "1:1", "the file is UTF-16"],
    ["UTF-16, big", [0xfe, 0xff, 0, 0x61], "1:1", "the file is UTF-16"],
    [
      "UTF-32, little",
      [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0],
      "1:1",
      "the file is UTF-32",
    ],
    [
      "UTF-32, big",
      [0, 0, 0xfe, 0xff, 0, 0, 0, 0x61],
      "1:1",
      "the file is UTF-32",
    ],
    [
      "UTF-16 without a mark",
      [0x61, 0, 0x62, 0],
      "1:1",
      "the file is binary: it contains NUL bytes",
    ],
    [
      "Latin-1",
      [...utf8("a: b\nc: caf"), 0xe9, 0x0a],
      "2:7",
      "line 2 contains bytes that are not UTF-8",
    ],
    [
      "half a character",
      [...utf8("a: "), 0xf0, 0x9f],
      "1:4",
      "line 1 contains bytes that are not UTF-8",
    ],
    [
      "a surrogate",
      [...utf8("a: "), 0xed, 0xa0, 0x80],
      "1:4",
      "line 1 contains bytes that are not UTF-8",
    ],
    [
      "an overlong slash",
      [0xc0, 0xaf],
      "1:1",
      "line 1 contains bytes that are not UTF-8",
    ],
  ])("%s", (_, bytes, place, message) => {
    const fault = decodeSource("a.yaml", Uint8Array.from(bytes));
    if (isSource(fault)) throw new Error("it was read");
    const finding = toFinding(fault);
    expect(finding.rule).toBe("spec-encoding");
    expect(`${finding.line ?? 0}:${finding.column ?? 0}`).toBe(place);
    expect(finding.message).toBe(message);
  });

  test("the command that converts it can be pasted", () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 97, 0]);
    const helpFor = (name: string): string | undefined => {
      const decoded = decodeSource(name, bytes);
      return isSource(decoded) ? undefined : decoded.help;
    };
    expect(helpFor("my spec.yaml")).toBe(
      "save it as UTF-8: iconv -f UTF-16 -t UTF-8 'my spec.yaml'",
    );
    expect(helpFor("<stdin>")).toBe(
      "save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE | tunegen ...",
    );
  });

  test("too many", () => {
    const fault = decodeSource("a.yaml", new Uint8Array(0), LARGEST_SPEC + 1);
    expect(isSource(fault) ? "" : fault.code).toBe("spec-too-large");
    expect(
      isSource(decodeSource("a.yaml", new Uint8Array(0), LARGEST_SPEC)),
    ).toBe(true);
  });
});

test("the library takes CRLF and a byte order mark, with the same places", () => {
  const text =
    "version: 1\nroles:\n  r: { sysctl: { net.core.somaxcon: 1 } }\n";
  const places = (given: string): unknown =>
    compile(given)
      .findings.filter(({ severity }) => severity === "error")
      .map(({ line, column }) => [line, column]);
  expect(places(text)).toEqual([[3, 18]]);
  expect(places(`\ufeff${text.replaceAll("\n", "\r\n")}`)).toEqual([[3, 18]]);
});
