import { findKey } from "../../src/catalogue/lookup.js";
import { followsMemory } from "../../src/catalogue/memory-formulas.js";
import { interfaceKey } from "../../src/catalogue/interface.js";
import { compileSource } from "../../src/compile.js";
import { baselineOf, type Baseline } from "../../src/platform/baseline.js";
import { keyOnNode } from "../../src/platform/kernel-supply.js";
import { writersOn } from "../../src/platform/writers.js";
import { writtenNode } from "../../src/plan/written-node.js";
import type { WrittenNode } from "../../src/core/platform.js";
import { type Listed, readListing } from "./read-listing.js";

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

/**
 * Compares the output of `sysctl -a` on a node with what tunegen expects of such a node. Keys of interfaces are left out:
 * they start as `default` does when the interface appears.
 *
 * @param facts the facts `node:` of a spec, in YAML
 * @throws if the facts are not valid
 */
export function compareListing(
  listing: string,
  facts: string,
): readonly Compared[] {
  const node = nodeOf(facts);
  return readListing(listing)
    .filter(({ key }) => interfaceKey(key) === undefined)
    .map((listed) => compareKey(listed, node));
}

/** Reads the facts as a spec with one role states them. */
function nodeOf(facts: string): WrittenNode {
  const indented = facts.trimEnd().replaceAll(/^/gmu, "      ");
  const text = `version: 1\nroles:\n  listed:\n    node:\n${indented}\n`;
  const { plan, errors } = compileSource(
    { name: "facts", text },
    {
      readInclude: (name) => {
        throw new Error(`the facts name another file: ${name}`);
      },
    },
  );
  const [node] = plan?.nodes ?? [];
  if (plan === undefined || node === undefined || errors.length > 0)
    throw new Error(errors.map(({ message }) => message).join("\n"));
  return writtenNode(node, plan);
}

function compareKey({ key, value }: Listed, node: WrittenNode): Compared {
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
