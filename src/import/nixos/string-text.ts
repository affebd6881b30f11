import type { Source } from "../../core/source.js";
import { children, type Node } from "./syntax.js";

/** A part of a string: its text, or an expression in it. */
export type StringPart =
  { readonly text: string } | { readonly expression: Node | undefined };

/** Splits a string into text and interpolations, with its escapes resolved and the indentation of `''` removed. */
export function stringParts(source: Source, node: Node): readonly StringPart[] {
  const isIndented = node.name === "IndentedString";
  const quote = isIndented ? 2 : 1;
  const raw: StringPart[] = [];
  let at = node.from + quote;
  for (const child of children(node)) {
    raw.push({ text: source.text.slice(at, child.from) });
    raw.push({ expression: children(child)[0] });
    at = child.to;
  }
  raw.push({ text: source.text.slice(at, Math.max(at, node.to - quote)) });
  const parts = isIndented ? withoutIndentation(raw) : raw;
  const unescape = isIndented ? unescapeIndented : unescapeString;
  return parts.map((part) =>
    "text" in part ? { text: unescape(part.text) } : part,
  );
}

function unescapeString(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(/\\([^])/gu, (_, char: string) => escaped(char));
}

function unescapeIndented(text: string): string {
  return text.replace(
    /''(?:\\([^])|\$|')/gu,
    (whole, char: string | undefined) =>
      char === undefined
        ? whole.replace("''", "").replace(/^'/u, "''")
        : escaped(char),
  );
}

function escaped(char: string): string {
  switch (char) {
    case "n":
      return "\n";
    case "r":
      return "\r";
    case "t":
      return "\t";
    default:
      return char;
  }
}

/**
 * Removes the smallest indentation of the lines that have more than spaces, the first line if it is empty, and the blanks
 * before the closing quotes. Source: Nix manual 2.31, "String literal".
 */
function withoutIndentation(
  parts: readonly StringPart[],
): readonly StringPart[] {
  const normal = parts.map((part) =>
    "text" in part ? { text: part.text.replaceAll("\r\n", "\n") } : part,
  );
  const least = smallestIndentation(normal);
  return normal.map((part, index) => {
    if (!("text" in part)) return part;
    const isFirst = index === 0;
    const isLast = index === normal.length - 1;
    const lines = part.text.split("\n").map((line, number) => {
      const startsLine = isFirst || number > 0;
      return startsLine ? line.slice(Math.min(least, spaces(line))) : line;
    });
    if (isFirst && lines.length > 1 && lines[0]?.trim() === "") lines.shift();
    if (
      isLast &&
      lines.length > (isFirst ? 0 : 1) &&
      lines.at(-1)?.trim() === ""
    )
      lines[lines.length - 1] = "";
    return { text: lines.join("\n") };
  });
}

function smallestIndentation(parts: readonly StringPart[]): number {
  let least = Infinity;
  for (const [index, part] of parts.entries()) {
    if (!("text" in part)) continue;
    const lines = part.text.split("\n");
    for (const [number, line] of lines.entries()) {
      if (index > 0 && number === 0) continue;
      const indent = spaces(line);
      // What follows a part is an expression, except behind the last one.
      const hasMore = number === lines.length - 1 && index < parts.length - 1;
      if (hasMore || indent < line.length) least = Math.min(least, indent);
    }
  }
  return least === Infinity ? 0 : least;
}

function spaces(line: string): number {
  let count = 0;
  while (line.charAt(count) === " ") count += 1;
  return count;
}
