import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { nasty } from "../encode/nasty.js";

/** A spec that builds, and how the files that it names are read. */
export interface Sample {
  readonly text: string;
  readonly read: (path: string) => string;
}

const golden = join(import.meta.dirname, "..", "golden");

/** The specs of the golden tests: between them they have every section and every target. */
export const samples: readonly Sample[] = readdirSync(golden)
  .filter((name) => existsSync(join(golden, name, "tuning.yaml")))
  .map((name) => ({
    [fc.toStringMethod]: () => name,
    text: readFileSync(join(golden, name, "tuning.yaml"), "utf8"),
    read: (path) => readFileSync(join(golden, name, path), "utf8"),
  }));

export const anySample: fc.Arbitrary<Sample> = fc.constantFrom(...samples);

/** What YAML, the language or JavaScript may stumble over. */
export const morsels: readonly string[] = [
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

/** Strings that may leave the place where they are written. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...nasty, ...morsels),
  fc.constantFrom(
    "$(reboot)",
    "`reboot`",
    "'; reboot; '",
    '"; reboot; "',
    "'\"'\"'",
    "EOF",
    "\nEOF\n",
    "a\nEOF\nreboot\n",
    "{{ .Values }}",
    "{{ $labels.instance }}",
    "{% raw %}",
    "${{ x }}",
    "%n %i",
    "-->",
    "*/",
    "]]>",
    "/* a",
    "hasOwnProperty",
    "valueOf",
    "C:\\temp",
    "/etc/passwd",
    "-rf",
    "a/../../b",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc
    .array(fc.constantFrom(...morsels), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join("")),
);

const slip = fc.record({
  kind: fc.constantFrom("cut", "copy", "put", "over"),
  line: fc.nat(),
  column: fc.nat(),
  length: fc.nat(6),
  morsel: fc.constantFrom(...morsels),
});

/** Slips of somebody who edits a file. */
export const slips: fc.Arbitrary<(text: string) => string> = fc
  .array(slip, { minLength: 1, maxLength: 4 })
  .map((drawn) => (text) => {
    const lines = text.split("\n");
    for (const { kind, line, column, length, morsel } of drawn) {
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

/** Any text, some of which begins as a spec does. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...morsels), maxLength: 60 }),
  fc
    .string({
      unit: fc.constantFrom(...morsels, "roles", "a", "sysctl"),
      maxLength: 40,
    })
    .map((text) => `version: 1\nroles:\n  r:\n    sysctl:\n      ${text}`),
);
