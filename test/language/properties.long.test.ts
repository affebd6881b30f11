import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/index.js";
import { parseKey } from "../../src/core/key.js";
import { targets } from "../../src/targets/emit.js";
import { anyText, slips } from "../fuzz/samples.js";
import { soundCompile } from "../fuzz/sound.js";
import { readSpec } from "../../src/language/read.js";

const valid = ["../../tuning.yaml", "../golden/strings/tuning.yaml"].map(
  (path) => readFileSync(new URL(path, import.meta.url), "utf8"),
);

/** A valid spec after a few slips: lines lost, doubled and moved, and morsels put in. */
const mutated: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...valid), slips)
  .map(([text, slip]) => slip(text));

describe("whatever the text is", () => {
  test("it is read or refused, with places in it", () => {
    fc.assert(
      fc.property(anyText, (text) => void soundCompile(text)),
      {
        numRuns: 300,
      },
    );
  });

  test("a valid spec after a few slips is, too", () => {
    fc.assert(
      fc.property(mutated, (text) => void soundCompile(text)),
      {
        numRuns: 30,
      },
    );
  });

  test("an included file is, too", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { findings } = compile("version: 1\ninclude: [a]\n", {
          read: () => text,
        });
        for (const { file } of findings)
          expect(["a", "tuning.yaml"]).toContain(file);
      }),
      { numRuns: 100 },
    );
  });

  test("the same text says the same", () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.constantFrom(...valid)), (text) => {
        expect(compile(`${text} `.slice(0, -1))).toEqual(compile(text));
      }),
      { numRuns: 10 },
    );
  });

  test("line ends and a byte order mark say nothing", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        fc.pre(!text.includes("\r") && !text.startsWith("\ufeff"));
        expect(compile(`\ufeff${text.replaceAll("\n", "\r\n")}`)).toEqual(
          compile(text),
        );
      }),
      { numRuns: 10 },
    );
  });

  test("nothing in it reaches the prototypes", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        readSpec(
          { name: "a", text },
          { targets, readInclude: (name) => ({ name, text }) },
        );
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

describe("whatever a key is", () => {
  const segment = fc.string({
    unit: fc.constantFrom("a", "b", "z", "0", "9", "_", "-", "*", "?"),
    minLength: 1,
    maxLength: 8,
  });

  test("both spellings name one file, and an id reads back as its key", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc
            .array(segment, { minLength: 1, maxLength: 3 })
            .map((parts) => parts.join(".")),
          { minLength: 1, maxLength: 4 },
        ),
        (rest) => {
          // In the first name a dot would be the first separator.
          const segments = ["net", ...rest];
          const slashed = parseKey(segments.join("/"));
          const dotted = parseKey(
            segments.map((each) => each.replaceAll(".", "/")).join("."),
          );
          expect(slashed).toEqual(dotted);
          expect(slashed).toMatchObject({ segments });
          expect("id" in slashed && parseKey(slashed.id)).toEqual(slashed);
        },
      ),
    );
  });

  test("no key leaves /proc/sys", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(".", "/", "a", ".."),
          maxLength: 12,
        }),
        (text) => {
          const key = parseKey(text);
          if ("fault" in key) return;
          expect(key.segments).not.toContain("");
          expect(key.segments).not.toContain(".");
          expect(key.segments).not.toContain("..");
        },
      ),
    );
  });
});
