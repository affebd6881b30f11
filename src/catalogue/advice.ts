import { advice } from "./data/advice.js";

/** When to change a key, and what its values do: one or two sentences. */
export interface Advice {
  readonly text: string;
  /** The address of a page to read on. */
  readonly source: string;
}

/** Gives the advice on a key by its id; undefined if there is none. */
export type AdviceOn = (id: string) => Advice | undefined;

const byKey: Readonly<Record<string, Advice>> = advice;

/**
 * Gives the advice on a key. Only `explain` needs it: it is in a bundle of its own, and a module that others load must
 * not import it.
 */
export const adviceOn: AdviceOn = (id) => byKey[id] ?? byKey[templateOf(id)];

/** What holds for a key of every interface is told once, under `default`. */
function templateOf(id: string): string {
  return id.replace(/^(net\.ipv[46]\.(?:conf|neigh))\.[^.]+\./u, "$1.default.");
}
