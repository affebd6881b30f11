import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EncodeError } from "../../src/encode/error.js";
import {
  nixAttribute,
  nixInteger,
  nixPath,
  nixString,
  nixText,
} from "../../src/encode/nix.js";
import { programTest, run } from "../support/programs.js";
import { nasty, textOf } from "./nasty.js";

/** What Nix makes of many expressions, in one call. */
function evaluated(expressions: readonly string[]): unknown {
  const { status, stdout, stderr } = run(
    "nix-instantiate",
    ["--store", "dummy://", "--eval", "--strict", "--json", "-"],
    `[\n${expressions.map((text) => `(${text})`).join("\n")}\n]`,
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

/** Many texts at once, since each call of Nix takes 20 ms. */
const manyTexts = fc.array(
  fc.oneof(
    fc.string({ unit: "binary" }),
    textOf("$${}'\"\\\n\r\t #ab "),
    fc.constantFrom(...nasty),
  ),
  { minLength: 50, maxLength: 200 },
);

function withoutNul(texts: readonly string[]): readonly string[] {
  return texts.map((text) => text.replaceAll("\0", ""));
}

describe("nixString", () => {
  programTest("nix-instantiate", "reads every string back", () => {
    fc.assert(
      fc.property(manyTexts, (drawn) => {
        const texts = withoutNul(drawn);
        expect(evaluated(texts.map(nixString))).toEqual(texts);
      }),
      { numRuns: 10 },
    );
    expect(evaluated(nasty.map(nixString))).toEqual(nasty);
  });

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
  const lines = fc
    .array(
      fc.oneof(
        textOf("$${}'\"\\ #ab"),
        fc.string({ unit: "binary" }),
        fc.constantFrom("", "  indented", "key: value"),
      ),
    )
    .map((parts) => parts.map((part) => `${part}\n`).join(""));

  programTest("nix-instantiate", "reads every text back, at any indent", () => {
    fc.assert(
      fc.property(
        fc.array(lines, { minLength: 50, maxLength: 100 }),
        fc.constantFrom(0, 2, 4),
        (drawn, indent) => {
          const texts = withoutNul(drawn);
          expect(evaluated(texts.map((text) => nixText(text, indent)))).toEqual(
            texts,
          );
        },
      ),
      { numRuns: 10 },
    );
    expect(evaluated(nasty.map((text) => nixText(text, 2)))).toEqual(nasty);
  });

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
  const numbers = [
    0n,
    -1n,
    2n ** 63n - 1n,
    2n ** 63n,
    2n ** 64n - 1n,
    -(2n ** 63n) + 1n,
    -(2n ** 63n),
  ];

  test("is a string where Nix has no such integer", () => {
    expect(numbers.map(nixInteger)).toEqual([
      "0",
      "-1",
      "9223372036854775807",
      '"9223372036854775808"',
      '"18446744073709551615"',
      "-9223372036854775807",
      '"-9223372036854775808"',
    ]);
  });

  programTest("nix-instantiate", "reads every number back", () => {
    const read = evaluated(
      numbers.map((number) => `toString (${nixInteger(number)})`),
    );
    expect(read).toEqual(numbers.map(String));
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

  programTest("nix-instantiate", "names every attribute", () => {
    const sets = nasty.map((name) => `{ ${nixAttribute(name)} = 1; }`);
    expect(evaluated(sets)).toEqual(nasty.map((name) => ({ [name]: 1 })));
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

  programTest("nix-instantiate", "leads to the file", () => {
    const paths = ["./a.nix", "./a b.nix", "../c/ä.nix", "./${x}.nix"];
    const read = evaluated(
      paths.map((path) => `baseNameOf (toString ${nixPath(path)})`),
    );
    expect(read).toEqual(["a.nix", "a b.nix", "ä.nix", "${x}.nix"]);
  });
});
