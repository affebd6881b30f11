import fc from "fast-check";
import { expect } from "vitest";
import {
  nixAttribute,
  nixInteger,
  nixPath,
  nixString,
  nixText,
} from "../../src/encode/nix.js";
import { evaluateNix, nix } from "../support/nix.js";
import { programTest } from "../support/programs.js";
import { edgeIntegers, nasty, textOf } from "./nasty.js";

/** What Nix makes of many expressions, in one call. */
function evaluated(expressions: readonly string[]): unknown {
  return evaluateNix(
    `[\n${expressions.map((text) => `(${text})`).join("\n")}\n]`,
  );
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

const lines = fc
  .array(
    fc.oneof(
      textOf("$${}'\"\\ #ab"),
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "  indented", "key: value"),
    ),
  )
  .map((parts) => parts.map((part) => `${part}\n`).join(""));

programTest(nix, "nixString: reads every string back", () => {
  fc.assert(
    fc.property(manyTexts, (drawn) => {
      const texts = withoutNul(drawn);
      expect(evaluated(texts.map(nixString))).toEqual(texts);
    }),
    { numRuns: 10 },
  );
  expect(evaluated(nasty.map(nixString))).toEqual(nasty);
});

programTest(nix, "nixText: reads every text back, at any indent", () => {
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

programTest(nix, "nixInteger: reads every number back", () => {
  const read = evaluated(
    edgeIntegers.map((number) => `toString (${nixInteger(number)})`),
  );
  expect(read).toEqual(edgeIntegers.map(String));
});

programTest(nix, "nixAttribute: names every attribute", () => {
  const sets = nasty.map((name) => `{ ${nixAttribute(name)} = 1; }`);
  expect(evaluated(sets)).toEqual(nasty.map((name) => ({ [name]: 1 })));
});

programTest(nix, "nixPath: leads to the file", () => {
  const paths = ["./a.nix", "./a b.nix", "../c/ä.nix", "./${x}.nix"];
  const read = evaluated(
    paths.map((path) => `baseNameOf (toString ${nixPath(path)})`),
  );
  expect(read).toEqual(["a.nix", "a b.nix", "ä.nix", "${x}.nix"]);
});
