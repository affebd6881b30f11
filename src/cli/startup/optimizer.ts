import { setFlagsFromString } from "node:v8";

/** In characters; a spec with a few hundred hosts. */
const LONG_SPEC = 200_000;

/**
 * Tunes V8 for a short run. Its optimizing compiler takes a fifth of a short `tunegen check` on a machine with few CPUs.
 * Most of what a run allocates lives until its end, so that no collection of the whole heap begins. The space for young
 * objects grows as usual: collecting them costs less than the new pages of memory that a larger space touches. One thread
 * collects them: there is so little each time that waking the others costs more.
 */
export function expectShortRun(): void {
  setFlagsFromString("--no-opt");
  setFlagsFromString("--no-incremental-marking");
  setFlagsFromString("--no-parallel-scavenge");
}

/** Returns whether the work on a text of this length, in characters, takes a second or more. */
export function isLong(length: number): boolean {
  return length > LONG_SPEC;
}

/** Tunes V8 as usual if a spec of this length, in characters, is worth it. */
export function expectRunOn(length: number): void {
  if (isLong(length)) restoreDefaults();
}

/** Gives V8 back the flags that it starts with: a form made under others is refused. */
export function restoreDefaults(): void {
  setFlagsFromString("--opt");
  setFlagsFromString("--incremental-marking");
  setFlagsFromString("--parallel-scavenge");
}
