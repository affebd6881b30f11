import { distance } from "fastest-levenshtein";
import { compare } from "./diagnostic.js";

/** Returns the most similar candidate, or undefined if none is similar. */
export function nearest(
  written: string,
  candidates: Iterable<string>,
): string | undefined {
  const lower = written.toLowerCase();
  let best: { readonly name: string; readonly away: number } | undefined;
  for (const name of [...candidates].sort(compare)) {
    const away = distance(lower, name.toLowerCase());
    if (best === undefined || away < best.away) best = { name, away };
  }
  return best !== undefined && best.away <= farthest(written)
    ? best.name
    : undefined;
}

/** Returns the most similar candidates, the nearest first: those that begin with the written text, or are similar. */
export function nearestNames(
  written: string,
  candidates: readonly string[],
  most: number,
): readonly string[] {
  const begun = candidates.filter((name) => name.startsWith(written));
  if (written !== "" && begun.length > 0) return begun.slice(0, most);
  return candidates
    .map((name) => ({ name, away: distance(written, name) }))
    .filter(({ away }) => away <= farthest(written))
    .sort((a, b) => a.away - b.away)
    .slice(0, most)
    .map(({ name }) => name);
}

/** At most two edits in a short word and one per three letters in a long one; beyond that, a guess misleads. */
function farthest(written: string): number {
  return Math.max(2, Math.floor(written.length / 3));
}

/** Suggests the most similar candidate, or lists all candidates. */
export function didYouMean(
  written: string,
  candidates: Iterable<string>,
): string {
  const all = [...candidates].sort(compare);
  const near = nearest(written, all);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return all.length === 0
    ? "none is defined"
    : `valid names: ${all.map((name) => `\`${name}\``).join(", ")}`;
}
