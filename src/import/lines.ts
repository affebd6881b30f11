import type { Source, Span } from "../core/source.js";

/** A line of a file, or of a part of it. */
export interface Line {
  /** Without the line break. */
  readonly text: string;
  /** Where it starts in the source. */
  readonly start: number;
}

/** Splits a source into its lines, or the part of it between two offsets. Lines end with LF or CRLF. */
export function linesOf(
  { text }: Source,
  from = 0,
  to = text.length,
): readonly Line[] {
  const lines: Line[] = [];
  for (let start = from; start < to;) {
    const at = text.indexOf("\n", start);
    const next = at < 0 || at >= to ? to : at;
    const end =
      text.charAt(next - 1) === "\r" && next > start ? next - 1 : next;
    lines.push({ text: text.slice(start, end), start });
    start = next + 1;
  }
  return lines;
}

/** Returns the place of a line without the white space around it. */
export function spanOfLine(source: Source, { text, start }: Line): Span {
  const from = start + text.length - text.trimStart().length;
  return { source, start: from, end: from + text.trim().length };
}
