import { joinNames } from "./name-list.js";
import { positionAt, type Span } from "./source.js";

/** More ranges of lines than these are counted. */
const MOST_RANGES = 8;

/** Names the lines of places of one file, in order: `lines 6 to 9, 12 and 14`. */
export function linesText(found: readonly { readonly span: Span }[]): string {
  const lines = [
    ...new Set(
      found.map(({ span }) => positionAt(span.source, span.start).line),
    ),
  ];
  const ranges: { first: number; last: number }[] = [];
  for (const line of lines) {
    const previous = ranges.at(-1);
    if (previous?.last === line - 1) previous.last = line;
    else ranges.push({ first: line, last: line });
  }
  const shown = ranges.slice(0, MOST_RANGES);
  const covered = shown.reduce(
    (sum, { first, last }) => sum + last - first + 1,
    0,
  );
  const texts = shown.flatMap(({ first, last }) => {
    if (last === first) return [`${first}`];
    return last === first + 1
      ? [`${first}`, `${last}`]
      : [`${first} to ${last}`];
  });
  if (covered < lines.length) texts.push(`${lines.length - covered} more`);
  return `${lines.length === 1 ? "line" : "lines"} ${joinNames(texts)}`;
}
