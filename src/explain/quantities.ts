import type { Unit } from "../core/unit.js";
import type { NodeFacts } from "../core/facts.js";
import { allInWords } from "../core/unit-words.js";

/** A value with units, if that is easier to read: `16 MiB`, `4 KiB, 128 KiB, 6 MiB`. */
export function valueWords(
  text: string,
  unit: Unit | undefined,
  facts: NodeFacts = {},
): string | undefined {
  const fields = text.split(" ");
  return fields.every((field) => /^[0-9]+$/u.test(field))
    ? allInWords(fields.map(BigInt), unit, facts)
    : undefined;
}

/** `212992 (208 KiB)`; only the value if units do not make it easier to read. */
export function figure(
  text: string,
  unit: Unit | undefined,
  facts: NodeFacts = {},
): string {
  return withWords(text, valueWords(text, unit, facts));
}

/** Adds a value's words in parentheses; names a value that is empty. */
export function withWords(value: string, words: string | undefined): string {
  const shown = value === "" ? "empty" : value;
  return words === undefined ? shown : `${shown} (${words})`;
}

/** Replaces the tabs that the kernel puts between the fields of a vector. */
export function spaced(text: string): string {
  return text.trim().replaceAll(/\s+/gu, " ");
}
