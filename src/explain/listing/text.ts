import { indented, type Paint, WIDTH, wrap } from "../layout.js";
import type { Listing } from "./find.js";

/** The most keys that are printed. */
const MOST = 40;

/** Formats the keys that a word means: how many, then their names, or the first of many. */
export function listingText({ name, as, keys }: Listing, paint: Paint): string {
  const shown = keys.slice(0, MOST);
  const count = `${keys.length} ${keys.length === 1 ? "key" : "keys"}`;
  const rest =
    shown.length < keys.length ? `; the first ${shown.length} are` : "";
  const [title = "", ...more] = wrap(
    `\`${name}\` ${words[as]} ${count}${rest}:`,
    WIDTH,
  );
  return `${[paint.bold(title), ...more, ...indented(shown, 2)].join("\n")}\n`;
}

const words: Readonly<Record<Listing["as"], string>> = {
  folder: "is a folder of",
  end: "is the end of",
  pattern: "matches",
};
