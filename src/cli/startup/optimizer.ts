import { setFlagsFromString } from "node:v8";

/**
 * A run of some fifty milliseconds ends before optimised code would pay for its making, and making it takes a fifth of
 * `tunegen check` on a machine with few cores. V8 keeps a compiled bundle only for the flags it was compiled with.
 */
export function expectShortRun(): void {
  setFlagsFromString("--no-opt");
}

/** A spec of a thousand hosts is another matter. */
export function expectLongRun(): void {
  setFlagsFromString("--opt");
}
