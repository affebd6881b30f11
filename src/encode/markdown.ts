import { largest } from "../core/largest.js";
import { visible, visibleLine } from "./visible.js";
import { width } from "./width.js";

/*
 * Literals of Markdown, as prettier writes them: it leaves `snake_case` without backslashes, and aligns tables. A text of
 * the user is one line, and has no meaning.
 */

/** Text in which Markdown sees no markup. */
export function plainText(text: string): string {
  return visibleLine(text)
    .replaceAll(/[\\`*[\]<>#|~&]/gu, String.raw`\$&`)
    .replaceAll(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/gu, String.raw`\_`)
    .replace(/^([-+=])/u, String.raw`\$1`)
    .replace(/^(\d+)([.)])/u, String.raw`$1\$2`);
}

/** A text as code. */
export function inlineCode(text: string): string {
  const line = visibleLine(text);
  const longest = runsOf(line, /`+/gu);
  const quote = "`".repeat(longest === 1 ? 2 : longest === 0 ? 1 : longest + 1);
  const padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return quote + padding + line + padding + quote;
}

/** Lines of a program, between fences that none of them ends. */
export function codeBlock(
  language: string,
  lines: readonly string[],
): readonly string[] {
  const text = lines.flatMap((line) => line.split("\n")).map(visible);
  const fence = "`".repeat(Math.max(3, runsOf(text.join("\n"), /`+/gu) + 1));
  return [fence + language, ...text, fence];
}

/** A table; its cells are Markdown. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const cells = [head, ...rows].map((row) =>
    row.map((cell) => cell.replaceAll(/(?<!\\)\|/gu, String.raw`\|`)),
  );
  const widths = head.map((_, column) =>
    largest(
      cells.map((row) => width(row[column] ?? "")),
      3,
    ),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell + " ".repeat((widths[at] ?? 0) - width(cell))).join(" | ")} |`;
  const [first = [], ...rest] = cells;
  return [
    line(first),
    `| ${widths.map((columns) => "-".repeat(columns)).join(" | ")} |`,
    ...rest.map(line),
  ];
}

function runsOf(text: string, pattern: RegExp): number {
  return largest(
    [...text.matchAll(pattern)].map(([run]) => run.length),
    0,
  );
}
