import { largest } from "../core/largest.js";
import { shortNameList } from "../core/name-list.js";
import { visibleLine } from "../encode/visible.js";

/** The text styles in use; a subset of picocolors. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
}

/** The width of explanations in columns. */
export const WIDTH = 100;

/** Columns of a label. */
export const LABEL = 11;

/** Formats `  label     text`, with the text wrapped beside its label; no lines for an empty text. */
export function field(
  label: string,
  text: string | undefined,
  paint: Paint,
  indent = 2,
): readonly string[] {
  if (text === undefined || text === "") return [];
  const margin = indent + LABEL;
  return wrap(text, WIDTH - margin).map((line, at) =>
    at === 0
      ? " ".repeat(indent) + paint.dim(label.padEnd(LABEL)) + line
      : " ".repeat(margin) + line,
  );
}

/** Wraps a paragraph; a word that is longer than a line stays whole. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of visibleLine(text).split(" ")) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

export function indented(
  lines: readonly string[],
  indent: number,
): readonly string[] {
  return lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line));
}

/** Aligns the cells of rows in columns. */
export function columns(
  rows: readonly (readonly string[])[],
  align: readonly ("left" | "right")[],
): readonly string[] {
  const shown = rows.map((row) => row.map(visibleLine));
  const widths = align.map((_, at) =>
    largest(
      shown.map((row) => row[at]?.length ?? 0),
      0,
    ),
  );
  return shown.map((row) =>
    row
      .map((cell, at) => {
        const width = widths[at] ?? 0;
        return align[at] === "right"
          ? cell.padStart(width)
          : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

/** Joins names as `a, b and c`; a long list is cut: `a, b and 5 more`. */
export function listed(names: readonly string[], most = 6): string {
  return shortNameList(names, most);
}
