import { joinNames } from "../../core/name-list.js";
import { positionAt } from "../../core/source.js";
import type { Report } from "../rule.js";

/** What a rule finds, and the place and carrier of it. */
type Found = Pick<Report, "about" | "span">;

/**
 * Reports what a rule finds in one finding, at the first place; each `accept` silences its own place only.
 *
 * @param found in the order of the spec
 */
export function reportTogether<F extends Found>(
  found: readonly F[],
  rule: string,
  report: (first: F, others: readonly F[]) => Omit<Report, keyof Found>,
): readonly Report[] {
  const isSilenced = ({ about }: F): boolean => about.accept.has(rule);
  const [first, ...others] = found.filter((each) => !isSilenced(each));
  return [
    ...found
      .filter(isSilenced)
      .map(({ about, span }): Report => ({ about, span, message: "" })),
    ...(first === undefined
      ? []
      : [{ about: first.about, span: first.span, ...report(first, others) }]),
  ];
}

/** More ranges of lines than these are counted. */
const MOST_RANGES = 8;

/** Names the lines of places of one file, in order: `lines 6 to 9, 12 and 14`. */
export function linesText(found: readonly Pick<Report, "span">[]): string {
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
