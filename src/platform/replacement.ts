import { digits } from "../core/amount-text.js";
import type { Replacement, Write } from "../core/platform.js";

/** Returns the function of a writer that resets any other number to the wanted one. */
export function otherThan(wanted: bigint): Write["replaces"] {
  return (value) => {
    const number = integerIn(value);
    return number === undefined || number === wanted
      ? undefined
      : { value: String(wanted) };
  };
}

/** Parses a value that is a single integer; undefined for vectors and text. */
export function integerIn(value: string): bigint | undefined {
  return /^-?[0-9]+$/u.test(value) ? BigInt(value) : undefined;
}

/** Tells whether a key has what a writer puts in place of a value, as the kernel prints it. */
export function isReplacedBy(
  { value, orMore }: Replacement,
  actual: string,
): boolean {
  if (orMore === undefined) return value === actual;
  const [least, number] = [integerIn(value), integerIn(actual)];
  return least !== undefined && number !== undefined && number >= least;
}

/** Writes what a writer sets for messages: `86,400 s`, `131,072 entries or more (32,768 per CPU core)`. */
export function replacementText(
  { value, orMore }: Replacement,
  { unit }: Pick<Write, "unit">,
): string {
  const number = unit === undefined ? undefined : integerIn(value);
  const text = number === undefined ? value : `${digits(number)} ${unit ?? ""}`;
  return orMore === undefined ? text : `${text} or more (${orMore})`;
}
