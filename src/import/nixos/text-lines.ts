import type { Source } from "../../core/source.js";
import type { Range } from "./findings.js";
import type { Node } from "./syntax.js";

/** A line of a text that a file holds, with its place there. */
export interface TextLine extends Range {
  readonly text: string;
}

/** Lists the lines of a text, without blank ones. Each has the place of its own line, if the string has the text as it is. */
export function linesIn(
  text: string,
  node: Node,
  source: Source,
): readonly TextLine[] {
  const places =
    node.name === "IndentedString" || node.name === "String"
      ? linesOfNode(node, source)
      : [];
  let next = 0;
  return text.split("\n").flatMap((line): readonly TextLine[] => {
    const words = line.trim();
    if (words === "") return [];
    // Blank lines and lines with interpolations are other lines.
    for (let at = next; at < Math.min(next + 20, places.length); at += 1) {
      if (places[at]?.text !== words) continue;
      next = at + 1;
      return [places[at] ?? { text: words, from: node.from, to: node.to }];
    }
    return [{ text: words, from: node.from, to: node.to }];
  });
}

function linesOfNode(node: Node, source: Source): readonly TextLine[] {
  const quote = node.name === "String" ? 1 : 2;
  const end = node.to - quote;
  const lines: TextLine[] = [];
  let from = node.from + quote;
  while (from < end) {
    const found = source.text.indexOf("\n", from);
    const to = found === -1 || found > end ? end : found;
    const line = source.text.slice(from, to);
    const text = line.trim();
    const start = from + line.length - line.trimStart().length;
    lines.push({ text, from: start, to: start + text.length });
    from = to + 1;
  }
  return lines;
}
