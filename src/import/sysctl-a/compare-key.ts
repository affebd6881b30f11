import { findKey } from "../../catalogue/lookup.js";
import { followsMemory } from "../../catalogue/memory-formulas.js";
import type { WrittenNode } from "../../core/platform.js";
import { baselineOf, type Baseline } from "../../platform/baseline.js";
import { keyOnNode } from "../../platform/kernel-supply.js";
import { writersOn } from "../../platform/writers.js";
import type { Listed } from "./read-listing.js";

/**
 * - `predicted`: the value that tunegen expects;
 * - `writer`: another value, of a key that tunegen says somebody writes;
 * - `wrong`: another value than tunegen is sure of, or a key that it says the kernel does not have;
 * - `unknown`: tunegen does not know the key, or names no value;
 * - `state`: a counter, a secret or a fact about the machine, which has no default.
 */
export type Verdict = "predicted" | "writer" | "wrong" | "unknown" | "state";

/** What tunegen expects of one key of a node, and what the node has. */
export interface Compared {
  readonly id: string;
  readonly value: string;
  readonly verdict: Verdict;
  /** What tunegen expects, and who sets it, in words; empty where it expects nothing. */
  readonly expected: string;
}

/** Compares a line of the output of `sysctl -a` with what tunegen expects of the node. */
export function compareKey(
  { key, value }: Pick<Listed, "key" | "value">,
  node: WrittenNode,
): Compared {
  const { id } = key;
  const known = findKey(key);
  const is = (verdict: Verdict, expected: string): Compared => ({
    id,
    value,
    verdict,
    expected,
  });
  if (keyOnNode(key, node)?.kind === "absent")
    return is("wrong", "the kernel does not have the key");
  const baseline = baselineOf(known, id, node);
  const expected = baseline === undefined ? "" : words(baseline);
  // What follows from options that nobody knows is not predicted, although it is one of several values.
  const isOpen = baseline?.value === undefined;
  if (
    baseline?.candidates.some(
      (each) => each.value === value && !(isOpen && each.by === undefined),
    ) === true
  )
    return is("predicted", expected);
  if (baseline?.value !== undefined && isNear(id, value, baseline.value))
    return is("predicted", expected);
  const others = [
    ...writersOn(id, node).map(({ who }) => who),
    ...(baseline?.candidates ?? []).flatMap(({ by }) => by ?? []),
  ];
  if (others.length > 0)
    return is("writer", `${expected}; ${others.join(", ")}`);
  if (baseline === undefined) {
    return known === undefined ? is("unknown", "") : is("state", "");
  }
  return is(baseline.sure ? "wrong" : "unknown", expected);
}

/** The formulas of memory are within 3 % from 2 GiB on, see catalogue/README.md. */
const TOLERANCE = 0.03;

function isNear(id: string, value: string, estimate: string): boolean {
  if (!followsMemory(id)) return false;
  const [real = [], fields = []] = [value, estimate].map((text) =>
    text.split(" ").map(Number),
  );
  return (
    real.length === fields.length &&
    real.every(
      (field, at) =>
        Math.abs(field - (fields[at] ?? 0)) <= Math.abs(field) * TOLERANCE,
    )
  );
}

function words({ value, by, sure, note, longNote = note }: Baseline): string {
  return [
    value ?? "unknown",
    by === undefined ? "" : ` (${by})`,
    sure ? "" : " or another",
    longNote === undefined ? "" : `: ${longNote}`,
  ].join("");
}
