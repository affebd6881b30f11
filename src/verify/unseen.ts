import type { Observation, SeenNothing, Seen } from "../live/observation.js";
import type { Comparison, Outcome } from "./types.js";

/** What is known of a setting before it is compared. */
export type Expected = Omit<Comparison, "outcome" | "actual" | "note">;

/** Compares a setting with a file of the kernel's; `judge` is asked where there is a value. */
export function compareSeen(
  expected: Expected,
  seen: Seen | undefined,
  observation: Observation,
  judge: (actual: string) => Pick<Comparison, "outcome" | "note">,
): Comparison {
  return seen?.state === "value"
    ? { ...expected, actual: seen.text, ...judge(seen.text) }
    : withoutValue(expected, seen, observation);
}

/** A setting of which the source has no value. */
export function withoutValue(
  expected: Expected,
  seen: SeenNothing | undefined,
  { silence }: Observation,
): Comparison {
  if (seen === undefined) return unseen(expected, OF_SILENCE[silence]);
  return seen.state === "missing"
    ? unseen(expected, "no such key")
    : unseen(expected, "not readable", seen.why);
}

/** A setting whose value on the node is not known. */
export function unseen(
  { kind, name, expected, span }: Expected,
  outcome: Outcome,
  note?: string,
): Comparison {
  // A spread takes many times as long, and there are thousands of nodes.
  return { kind, name, outcome, expected, actual: undefined, note, span };
}

const OF_SILENCE = {
  missing: "no such key",
  "not exported": "not exported",
  "not asked": "not asked",
} as const;
