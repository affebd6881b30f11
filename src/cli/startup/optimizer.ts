import { setFlagsFromString } from "node:v8";

/** In characters; a spec with a few hundred hosts. */
const LONG_SPEC = 200_000;

/** Turns V8's optimizing compiler off: it takes a fifth of a short `tunegen check` on a machine with few CPUs. */
export function expectShortRun(): void {
  setFlagsFromString("--no-opt");
}

/** Turns V8's optimizing compiler back on if a spec of this length, in characters, is worth it. */
export function expectRunOn(length: number): void {
  if (length > LONG_SPEC) setFlagsFromString("--opt");
}
