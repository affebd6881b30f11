import { describe, expect, test } from "vitest";
import { EncodeError } from "../../src/encode/error.js";
import {
  nixAttribute,
  nixInteger,
  nixPath,
  nixString,
  nixText,
} from "../../src/encode/nix.js";
import { edgeIntegers } from "./nasty.js";

describe("nixString", () => {
  test.each([
    ["a", '"a"'],
    ["${x}", '"\\${x}"'],
    ["$x", '"$x"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ["a\nb\r\t", '"a\\nb\\r\\t"'],
  ])("%j is %s", (text, literal) => {
    expect(nixString(text)).toBe(literal);
  });

  test.each(["a\0b", "a\ud800b"])("refuses %j", (text) => {
    expect(() => nixString(text)).toThrow(EncodeError);
  });
});

describe("nixText", () => {
  test("is laid out as nixfmt leaves it", () => {
    expect(nixText("a: ${x}\n\n  - ''b''\n", 2)).toBe(
      "''\n    a: ''${x}\n\n      - '''b'''\n  ''",
    );
  });

  test.each(["no break", " all\n indented\n", "end \n", "a\tb\n", "'${x}\n"])(
    "%j becomes a quoted string",
    (text) => {
      expect(nixText(text, 0)).toBe(nixString(text));
    },
  );
});

describe("nixInteger", () => {
  test("is a string where Nix has no such integer", () => {
    expect(edgeIntegers.map(nixInteger)).toEqual([
      "0",
      "-1",
      "9223372036854775807",
      '"9223372036854775808"',
      '"18446744073709551615"',
      "-9223372036854775807",
      '"-9223372036854775808"',
    ]);
  });
});

describe("nixAttribute", () => {
  test.each([
    ["boot", "boot"],
    ["with", '"with"'],
    ["net.core.rmem_max", '"net.core.rmem_max"'],
    ["", '""'],
    ["a${x}", '"a\\${x}"'],
  ])("%j is %s", (name, attribute) => {
    expect(nixAttribute(name)).toBe(attribute);
  });
});

describe("nixPath", () => {
  test.each([
    ["./role-a.nix", "./role-a.nix"],
    ["../b/c_d+e.nix", "../b/c_d+e.nix"],
    ["./a b.nix", '(./. + "/a b.nix")'],
    ["../ä/${x}.nix", '(./. + "/../ä/\\${x}.nix")'],
  ])("%j is %s", (path, literal) => {
    expect(nixPath(path)).toBe(literal);
  });
});
