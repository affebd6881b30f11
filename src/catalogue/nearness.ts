import { distance } from "fastest-levenshtein";

/** A text in the form in which keys are compared. */
export interface Comparable {
  /** Lower case, with dots for slashes and `_` for `-`. */
  readonly text: string;
  /** Where each part starts. */
  readonly starts: readonly number[];
}

const dot = 46;
export const far = Number.POSITIVE_INFINITY;

/** Prepares a key as written: `/proc/sys/net/core/rmem-max` is `net.core.rmem_max`. */
export function comparable(written: string): Comparable {
  const text = written
    .trim()
    .toLowerCase()
    .replace(/^\/?proc\/sys\//u, "")
    .replaceAll("/", ".")
    .replaceAll("-", "_");
  const starts = [0];
  for (let at = 0; at < text.length; at++)
    if (text.charCodeAt(at) === dot) starts.push(at + 1);
  return { text, starts };
}

/** Returns the last part of a key: `somaxconn`. */
export function lastPart({ text, starts }: Comparable): string {
  return text.slice(starts.at(-1));
}

/**
 * Counts the edits that a text is away from a key or, with 0.75 more, from the end of a key with as many parts:
 * 0 for the same text, 0.25 for the end of a key without its beginning. Infinite for more than `most` edits.
 */
export function slipsTo(
  written: Comparable,
  key: Comparable,
  most: number,
): number {
  if (written.text === key.text) return 0;
  if (endsWithParts(key.text, written.text)) return 0.25;
  const missing = key.starts.length - written.starts.length;
  const whole = slips(written.text, key.text, most);
  const end =
    missing > 0
      ? 0.75 +
        slips(written.text, key.text.slice(key.starts[missing]), most - 0.75)
      : far;
  return Math.max(Math.min(whole, end), 1);
}

function endsWithParts(key: string, end: string): boolean {
  return (
    key.endsWith(end) && key.charCodeAt(key.length - end.length - 1) === dot
  );
}

function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return far;
  const count = distance(a, b);
  return count <= most ? count : far;
}

/** The pairs of neighbouring letters in a text, each once. */
export function pairsOf(text: string): ReadonlySet<number> {
  const pairs = new Set<number>();
  for (let at = 1; at < text.length; at++)
    pairs.add((text.charCodeAt(at - 1) << 16) | text.charCodeAt(at));
  return pairs;
}
