import type { Write } from "../core/platform.js";

/** What replaces a number other than the one that a writer wants. */
export function otherThan(wanted: bigint): Write["replaces"] {
  return (value) => {
    const number = integerIn(value);
    return number === undefined || number === wanted
      ? undefined
      : String(wanted);
  };
}

/** The one integer of a value; undefined for a vector and for text. */
export function integerIn(value: string): bigint | undefined {
  return /^-?[0-9]+$/u.test(value) ? BigInt(value) : undefined;
}
