import type { Fact, OtherFacts } from "../core/fact.js";
import { keysOf } from "../core/keys-of.js";
import { kernelNote, statedFacts, type StatedFacts } from "./facts.js";

export type FactName = keyof StatedFacts;

/** The facts by value, as their printing functions see them. */
const table: {
  readonly [Name in FactName]: Pick<
    Fact<never, NonNullable<StatedFacts[Name]>>,
    "words"
  >;
} = statedFacts;

/** Puts facts into words, or those of some names: `nixos 25.11, k3s, Kubernetes 1.34, kernel 6.12, kube-proxy iptables, flannel, arm64, 4 CPUs, 4 GiB`. */
export function factsWords(
  facts: StatedFacts,
  names: readonly FactName[] = keysOf(table),
): string {
  return names
    .map((name) => {
      const value = facts[name];
      return value === undefined ? undefined : wordsOf(name, value, facts);
    })
    .filter((words) => words !== undefined)
    .join(", ");
}

function wordsOf<Name extends FactName>(
  name: Name,
  value: NonNullable<StatedFacts[Name]>,
  facts: StatedFacts & OtherFacts,
): string | undefined {
  const { words } = table[name];
  const note = name === "kernel" ? kernelNote(facts) : undefined;
  if (note !== undefined) return `kernel ${String(value)}, ${note}`;
  return words === undefined ? `${name} ${String(value)}` : words(value, facts);
}
