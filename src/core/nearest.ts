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
  // At most two edits in a short word and one per three letters in a long one; beyond that, a guess misleads.
  return best !== undefined &&
    best.away <= Math.max(2, Math.floor(written.length / 3))
    ? best.name
    : undefined;
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
