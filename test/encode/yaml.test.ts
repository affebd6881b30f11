import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EncodeError } from "../../src/encode/error.js";
import {
  yamlKey,
  yamlName,
  yamlNumber,
  yamlScalar,
  yamlString,
} from "../../src/encode/yaml.js";
import { nasty, textOf } from "./nasty.js";

const versions = ["1.1", "1.2"] as const;

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  textOf("'\"\\\n\t #:-?&*!|>%@`{}[],ab "),
);

/** A document that contains a text in every place where the targets write one. */
function document(text: string): string {
  return `# comment
${yamlKey(text)}: ${yamlString(text)}
list:
  # comment
  - ${yamlString(text)}
  - name: ${yamlName(text)}
`;
}

function expectReadBack(text: string): void {
  for (const version of versions) {
    const read: unknown = parse(document(text), { version });
    // The list wins where the text is its name.
    const list = [text, { name: text }];
    expect(read).toEqual({ [text]: text, list });
  }
}

describe("yamlString, yamlName and yamlKey", () => {
  const texts = anyText.filter(
    (text) => text !== "list" && text !== "__proto__",
  );

  test("are read back as the same string, by YAML 1.1 and 1.2", () => {
    fc.assert(fc.property(texts, expectReadBack), { numRuns: 300 });
  });

  test.each(nasty.filter((text) => text.length < 1000))(
    "%j is read back",
    expectReadBack,
  );

  test("stand as prettier leaves them", async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const written = document(text);
        expect(await format(written, { parser: "yaml" })).toBe(written);
      }),
      { numRuns: 150 },
    );
  });

  test.each(nasty.filter((text) => text.length < 1000))(
    "%j stands as prettier leaves it",
    async (text) => {
      const written = document(text);
      expect(await format(written, { parser: "yaml" })).toBe(written);
    },
  );

  test("hold no character that hides or reorders text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(yamlString(text)).not.toMatch(
          /[\p{Cc}\u2028-\u202e\u2060-\u2069\ufeff]/u,
        );
      }),
    );
  });
});

test.each([
  ["0s", '"0s"'],
  ["it's", '"it\'s"'],
  ['say "x"', "'say \"x\"'"],
  ['it\'s "x"', "'it''s \"x\"'"],
  ["a\\b", '"a\\\\b"'],
  ['\\"', '"\\\\\\""'],
  ["a\nb\t", '"a\\nb\\t"'],
  ["\uffff", '"\\uffff"'],
  ["\u0085\u2028\u{1ffff}", '"\\u0085\\u2028\\U0001ffff"'],
])("yamlString of %j is %s", (text, scalar) => {
  expect(yamlString(text)).toBe(scalar);
});

test.each(["nf_conntrack", "tcp_bbr", "net.core.rmem_max", "a/b-c+d"])(
  "yamlName leaves %s bare",
  (name) => {
    expect(yamlName(name)).toBe(name);
  },
);

test("yamlString refuses half a surrogate pair", () => {
  expect(() => yamlString("a\ud800")).toThrow(EncodeError);
});

test("yamlKey refuses a key past the length of simple keys", () => {
  expect(() => yamlKey("x".repeat(1025))).toThrow(EncodeError);
});

describe("yamlNumber", () => {
  test.each([
    [0, "0"],
    [-0, "0"],
    [524288, "524288"],
    [0.0025, "0.0025"],
    [1e21, "1000000000000000000000"],
    [1.5e-7, "0.00000015"],
    [-2.5e-9, "-0.0000000025"],
    // Number.toFixed() writes no more than 100 places.
    [1e-101, `0.${"0".repeat(100)}`],
    [18446744073709551615n, "18446744073709551615"],
  ])("%d is %s", (number, text) => {
    expect(yamlNumber(number)).toBe(text);
  });

  test("is read back as the same number", () => {
    const numbers = fc.double({
      noNaN: true,
      noDefaultInfinity: true,
      min: -1e15,
      max: 1e15,
    });
    fc.assert(
      fc.property(numbers, (number) => {
        // Below this a fraction has more places than are worth writing.
        fc.pre(number === 0 || Math.abs(number) > 1e-80);
        for (const version of versions)
          expect(parse(yamlNumber(number), { version })).toBe(number + 0);
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (number) => {
    expect(() => yamlNumber(number)).toThrow(EncodeError);
  });
});

test("yamlScalar writes each type as itself", () => {
  expect(["true", true, 1, "1"].map(yamlScalar)).toEqual([
    '"true"',
    "true",
    "1",
    '"1"',
  ]);
});
