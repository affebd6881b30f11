import { findKey } from "../../catalogue/lookup.js";
import { isKey, parseKey } from "../../core/key.js";
import type { Source } from "../../core/source.js";
import { linesOf } from "../lines.js";

/** How much of a file tells whether it is a listing. */
const START = 20_000;
/** Files that people write have fewer keys, and none that cannot be written. */
const FEWEST_READ_ONLY = 2;

/** Tells whether a text is the output of `sysctl -a`: it has keys that nobody can set. */
export function isListing(source: Source): boolean {
  const { text } = source;
  const places = [
    [0, Math.min(text.length, START)],
    ...(text.length > START ? [[middleOf(text), middleOf(text) + START]] : []),
  ] as const;
  let readOnly = 0;
  for (const [from = 0, to = 0] of places) {
    for (const line of linesOf(source, from, Math.min(to, text.length))) {
      const at = line.text.indexOf("=");
      if (at < 1 || /^\s*[#;"']/u.test(line.text)) continue;
      const key = parseKey(line.text.slice(0, at).trim());
      if (!isKey(key)) continue;
      const releases = findKey(key)?.releases ?? [];
      if (releases.length > 0 && releases.every(({ writable }) => !writable))
        readOnly += 1;
      if (readOnly >= FEWEST_READ_ONLY) return true;
    }
  }
  return false;
}

function middleOf(text: string): number {
  return text.indexOf("\n", text.length / 2) + 1;
}
