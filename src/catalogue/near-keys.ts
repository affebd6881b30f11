import { listOf } from "../core/list-of.js";
import { allKeys } from "./lookup.js";
import { comparable, type Comparable, lastPart, pairsOf } from "./nearness.js";

/** A key that may be suggested. */
export interface Candidate extends Comparable {
  readonly id: string;
}

/** The keys, and where to find those that have something in common with a text. */
interface Index {
  readonly candidates: readonly Candidate[];
  /** The keys that have a pair of neighbouring letters, by their place. */
  readonly byPair: ReadonlyMap<number, readonly number[]>;
  readonly byLastPart: ReadonlyMap<string, readonly Candidate[]>;
}

let built: Index | undefined;

/** Built at the first unknown key: most specs have none. */
function index(): Index {
  if (built) return built;
  const byPair = new Map<number, number[]>();
  const byLastPart = new Map<string, Candidate[]>();
  const candidates = allKeys()
    .filter((id) => !id.includes(".lo."))
    .map((id) => ({ id, ...comparable(id) }));
  candidates.forEach((candidate, at) => {
    for (const pair of pairsOf(candidate.text)) listOf(byPair, pair).push(at);
    listOf(byLastPart, lastPart(candidate)).push(candidate);
  });
  built = { candidates, byPair, byLastPart };
  return built;
}

/**
 * Lists the keys that may be at most `most` edits away from a text, those with the most pairs of letters in common
 * first. An edit breaks at most two pairs, so a key without more of them is farther away.
 */
export function* likelyKeys(
  text: string,
  most: () => number,
): Generator<Candidate> {
  const { candidates, byPair } = index();
  const pairs = pairsOf(text);
  const missing = new Uint16Array(candidates.length).fill(pairs.size);
  for (const pair of pairs)
    for (const at of byPair.get(pair) ?? [])
      missing[at] = (missing[at] ?? 0) - 1;
  const limit = Math.min(pairs.size, Math.floor(2 * most()));
  const byMissing = Array.from({ length: limit + 1 }, (): number[] => []);
  missing.forEach((count, at) => byMissing[count]?.push(at));
  for (const [count, places] of byMissing.entries()) {
    for (const at of places) {
      if (count > 2 * most()) return;
      const candidate = candidates[at];
      if (candidate) yield candidate;
    }
  }
}

/** Lists the keys with a last part. */
export function keysNamed(name: string): readonly Candidate[] {
  return index().byLastPart.get(name) ?? [];
}

/** Lists the last parts of all keys. */
export function names(): Iterable<string> {
  return index().byLastPart.keys();
}
