import { distance } from "fastest-levenshtein";
import { compare } from "./diagnostic.js";

/** The candidate that was most likely meant, or undefined where none is near. */
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
  // Two slips in a short word, one in three letters of a long one; beyond that a guess misleads.
  return best !== undefined &&
    best.away <= Math.max(2, Math.floor(written.length / 3))
    ? best.name
    : undefined;
}

/** `write "a"` or, where nothing is near, the choices there are. */
export function didYouMean(
  written: string,
  candidates: Iterable<string>,
): string {
  const all = [...candidates].sort(compare);
  const near = nearest(written, all);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return all.length === 0
    ? "there is none to choose from"
    : `the choices are ${all.map((name) => `\`${name}\``).join(", ")}`;
}
