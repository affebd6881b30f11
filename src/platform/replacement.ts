import type { Write } from "../core/platform.js";

/** Returns the function of a writer that resets any other number to the wanted one. */
export function otherThan(wanted: bigint): Write["replaces"] {
  return (value) => {
    const number = integerIn(value);
    return number === undefined || number === wanted
      ? undefined
      : String(wanted);
  };
}

/** Parses a value that is a single integer; undefined for vectors and text. */
export function integerIn(value: string): bigint | undefined {
  return /^-?[0-9]+$/u.test(value) ? BigInt(value) : undefined;
}
