import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { test } from "vitest";
import { agrees } from "../support/regular-yaml.js";

const root = join(import.meta.dirname, "..", "..");

const pieces = [
  "a", "b:", "c: ", "- ", "-", ":", ": ", " ", "  ", "\n", "\n  ", "\n    ", "#", " # c", "[", "]", "{", "}", ",", ", ",
  "'", '"', "|", ">-\n", "1", "0x1f", "~", "true", "&x ", "*x", "!t ", "? ", "---", "\t", "\r\n", "%", "\\n", "key: value\n",
  "\n- item", "\n  - x: 1\n    y: 2",
]; // prettier-ignore

test("agrees with the library on any text that looks like YAML", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 24 }),
      (parts) => {
        agrees(parts.join(""));
      },
    ),
    { numRuns: 20_000 },
  );
});

test("agrees with the library on a spec that was changed somewhere", () => {
  const spec = readFileSync(join(root, "tuning.yaml"), "utf8").slice(0, 2_500);
  fc.assert(
    fc.property(
      fc.nat(spec.length),
      fc.nat(8),
      fc.constantFrom("", ...pieces),
      (at, length, piece) => {
        agrees(spec.slice(0, at) + piece + spec.slice(at + length));
      },
    ),
    { numRuns: 2_000 },
  );
});
