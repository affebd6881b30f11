import type { Source, Span } from "../../core/source.js";
import type { Listed } from "./read-listing.js";

/** Returns the place of the key of a line. */
export function spanOf({ start, end }: Listed, source: Source): Span {
  return { source, start, end };
}
