import type { Observation, Seen } from "../live/observation.js";
import type { Comparison, Outcome } from "./types.js";

/** What is known of a setting before it is compared. */
export type Expected = Omit<Comparison, "outcome" | "actual" | "note">;

/** Compares a setting with a file of the kernel's; `judge` is asked where there is a value. */
export function compareSeen(
  expected: Expected,
  seen: Seen | undefined,
  { silence }: Observation,
  judge: (
    actual: string,
    isRounded: boolean,
  ) => Pick<Comparison, "outcome" | "note">,
): Comparison {
  if (seen === undefined) return unseen(expected, OF_SILENCE[silence]);
  switch (seen.state) {
    case "value":
      return {
        ...expected,
        actual: seen.text,
        ...judge(seen.text, seen.isRounded === true),
      };
    case "missing":
      return unseen(expected, "no such key");
    case "unreadable":
      return unseen(expected, "not readable", seen.why);
  }
}

/** A setting whose value on the node is not known. */
export function unseen(
  expected: Expected,
  outcome: Outcome,
  note?: string,
): Comparison {
  return { ...expected, outcome, actual: undefined, note };
}

const OF_SILENCE = {
  missing: "no such key",
  "not exported": "not exported",
  "not asked": "not asked",
} as const;
