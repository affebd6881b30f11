import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, type Finding } from "../../src/index.js";
import { parseKey } from "../../src/core/key.js";
import { targets } from "../../src/targets/emit.js";
import { readSpec } from "../../src/language/read.js";

const valid = ["../../tuning.yaml", "../golden/strings/tuning.yaml"].map(
  (path) => readFileSync(new URL(path, import.meta.url), "utf8"),
);

/** What YAML, the language or JavaScript may stumble over. */
const morsels = [
  ...String.raw`{ } [ ] : - # , ' " | > ? & * ! % @ \ ~`.split(" "),
  "`",
  "\n",
  "\t",
  " ",
  ": ",
  "- ",
  " # ",
  "? ",
  "<<: ",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "&a ",
  "*a",
  "!!binary ",
  "!x ",
  "|\n",
  ">-\n",
  "null",
  "true",
  "~",
  ".inf",
  "0x10",
  "010",
  "1e9",
  "-1",
  "99999999999999999999",
  "16MiB",
  "30s",
  "5 KiB",
  "__proto__",
  "constructor",
  "toString",
  "value",
  "atLeast",
  "{ atLeast: 5 }",
  "{ perCpu: 0.5 }",
  "..",
  "../a",
  "\u0000",
  "\ud800",
  "\udc00",
  "\u2028",
  "\ufeff",
  "\u202e",
  "\r",
  "\r\n",
  "🐧",
  "net.core.*",
  "nope.nope",
];

/** A valid spec after a few slips: lines lost, doubled and moved, and morsels put in. */
const mutated: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...valid),
    fc.array(
      fc.record({
        kind: fc.constantFrom("cut", "copy", "put", "over"),
        line: fc.nat(),
        column: fc.nat(),
        length: fc.nat(6),
        morsel: fc.constantFrom(...morsels),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, slips]) => {
    const lines = text.split("\n");
    for (const { kind, line, column, length, morsel } of slips) {
      const at = line % lines.length;
      const old = lines[at] ?? "";
      const from = column % (old.length + 1);
      if (kind === "cut") lines.splice(at, 1 + length);
      else if (kind === "copy") lines.splice(column % lines.length, 0, old);
      else {
        const to = kind === "put" ? from : from + length;
        lines[at] = old.slice(0, from) + morsel + old.slice(to);
      }
    }
    return lines.join("\n");
  });

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...morsels), maxLength: 60 }),
  fc
    .string({
      unit: fc.constantFrom(...morsels, "roles", "a", "sysctl"),
      maxLength: 40,
    })
    .map((text) => `version: 1\nroles:\n  r:\n    sysctl:\n      ${text}`),
);

/** Reads a text, and looks at everything that was found in it. */
function soundFindings(text: string): readonly Finding[] {
  const { findings, files } = compile(text);
  const lines = text
    .replace(/^\ufeff/u, "")
    .replaceAll("\r\n", "\n")
    .split("\n");
  const seen = new Set<string>();
  for (const finding of findings) {
    const { line = 0, column = 0, endLine = 0, endColumn = 0 } = finding;
    expect(finding.rule).not.toBe("tool-fault");
    expect(finding.file).toBe("tuning.yaml");
    expect(line).toBeGreaterThanOrEqual(1);
    expect(endLine).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
    expect(endColumn).toBeLessThanOrEqual(
      (lines[endLine - 1] ?? "").length + 1,
    );
    expect([line, column] < [endLine, endColumn] || line <= endLine).toBe(true);
    expect(finding.message).not.toBe("");
    const identity = `${line}:${column} ${finding.rule} ${finding.message}`;
    expect(seen.has(identity), identity).toBe(false);
    seen.add(identity);
  }
  if (findings.some(({ severity }) => severity === "error"))
    expect(files).toEqual([]);
  return findings;
}

describe("whatever the text is", () => {
  test("it is read or refused, with places in it", () => {
    fc.assert(
      fc.property(anyText, (text) => void soundFindings(text)),
      {
        numRuns: 300,
      },
    );
  });

  test("a valid spec after a few slips is, too", () => {
    fc.assert(
      fc.property(mutated, (text) => void soundFindings(text)),
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
