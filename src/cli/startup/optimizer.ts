import { setFlagsFromString } from "node:v8";

/** In characters; a spec with a few hundred hosts. */
const LONG_SPEC = 200_000;

/** About as many as a long spec has. */
const MANY_SETTINGS = 5_000;

/**
 * V8's flags of a short run, some of which hold for a long one, too, and what they are by default. Given back, they must
 * leave no trace: V8 12.4 (Node 22) counts `--no-opt --opt` as another set of flags than none, and then refuses its own
 * compiled form.
 */
const flags = [
  // No function is optimized: that takes a fifth of a short `tunegen check` on a machine with few CPUs. In bytes.
  {
    short: "--max-optimized-bytecode-size=0",
    usual: "--max-optimized-bytecode-size=61440",
  },
  // Most of what a short run allocates lives until its end, so that a collection of the whole heap gains nothing.
  { short: "--no-incremental-marking", usual: "--incremental-marking" },
  // There are so few young objects each time that waking other threads to collect them costs more.
  { short: "--no-parallel-scavenge", usual: "--parallel-scavenge" },
  // Within ten seconds, inlining functions costs more than it gains: it is a third of the optimizing compiler's work, for
  // which other threads take the processor from the program. In bytes.
  {
    short: "--max-inlined-bytecode-size-cumulative=100",
    usual: "--max-inlined-bytecode-size-cumulative=920",
    forLong: true,
  },
] as const;

/**
 * Tunes V8 for a short run. The space for young objects grows as usual: collecting them costs less than the new pages of
 * memory that a larger space touches.
 */
export function expectShortRun(): void {
  for (const { short } of flags) setFlagsFromString(short);
}

/** Returns whether the work on a text of this length, in characters, takes a second or more. */
export function isLong(length: number): boolean {
  return length > LONG_SPEC;
}

/** Tunes V8 for a long run if a spec of this length, in characters, is worth it. */
export function expectRunOn(length: number): void {
  if (isLong(length)) expectLongRun();
}

/** Tunes V8 for a long run if so many settings are worth it, whatever the length of their text. */
export function expectSettings(settings: number): void {
  if (settings > MANY_SETTINGS) expectLongRun();
}

function expectLongRun(): void {
  for (const flag of flags)
    if (!("forLong" in flag)) setFlagsFromString(flag.usual);
}

/** Gives V8 back the flags that it starts with: a form made under others is refused. */
export function restoreDefaults(): void {
  for (const { usual } of flags) setFlagsFromString(usual);
}
