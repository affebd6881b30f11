import { type Span, spanText } from "../core/source.js";
import { ahead, type Explained, textBefore } from "./yaml-explained.js";

/** A value and the field behind it, which a comma should separate: `8 memory: 16GiB`. */
const valueAndField =
  /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,{}[\]#"'][^,\uFF0C{}[\]#]*?)([;\uFF0C\s]\s*)([\w./*-]+|"[^"\n]*"):\s/u;

export function inFlow(span: Span): Explained | undefined {
  const text = ahead(span);
  if (/^-\s/u.test(text))
    return {
      message: "a list item with a dash in brackets",
      help: "write lists in brackets with commas and without dashes: `[a, b]`",
    };
  const [, value, gap, field] = valueAndField.exec(text) ?? [];
  if (value === undefined || gap === undefined || field === undefined)
    return undefined;
  const end = span.start + value.length;
  const sign = gap.trim();
  return sign !== ""
    ? {
        message: `${sign === ";" ? "a semicolon" : "a full-width comma"} before \`${field}\``,
        why: "commas separate the fields in braces",
        help: `write \`${value}, ${field}: ...\``,
        at: { start: end, end: end + 1 },
      }
    : {
        ...commaBefore(field),
        help: `write \`${value}, ${field}: ...\``,
        at: { start: end + gap.length, end: end + gap.length + field.length },
      };
}

export function missingComma(span: Span): Explained {
  const [word = spanText(span)] =
    /^(?:"[^"\n]*"|'[^'\n]*'|[^\s,:{}[\]]+)/u.exec(ahead(span)) ?? [];
  return {
    ...commaBefore(word),
    help: `write a comma before \`${word}\``,
    at: { start: span.start, end: span.start + word.length },
  };
}

function commaBefore(word: string): Pick<Explained, "message" | "why"> {
  return {
    message: `a comma is missing before \`${word}\``,
    why: "commas separate what is in braces and brackets",
  };
}

export function lonelyComma(span: Span): Explained {
  return {
    message: "nothing is before this comma",
    help: /,\s*$/u.test(textBefore(span))
      ? "remove one of the two commas"
      : "remove the comma",
  };
}

/** The library reports the first place that cannot be in the brackets. */
export function notClosed({ source, start }: Span): Explained | undefined {
  const opening = openBefore(source.text, start);
  const found = source.text.charAt(start);
  if (opening === undefined) return undefined;
  const open = source.text.charAt(opening);
  const close = open === "{" ? "}" : "]";
  if (found === close) return undefined;
  return found === "}" || found === "]"
    ? {
        message: `\`${found}\` closes a \`${open}\``,
        help: `write \`${close}\``,
      }
    : {
        message: "nothing closes this bracket",
        help: `write \`${close}\` at the end of its line, or indent the lines up to the \`${close}\``,
        at: { start: opening, end: opening + 1 },
      };
}

/** Finds the innermost bracket that is open at a place; what is in quotes and comments does not count. */
export function openBefore(text: string, end: number): number | undefined {
  const open: number[] = [];
  for (const { 0: found, index } of text
    .slice(0, end)
    .matchAll(/"(?:[^"\\]|\\.)*"|(?<=[\s[{,:])'[^']*'|(?<=^|\s)#.*|[{}[\]]/gmu))
    if (found === "{" || found === "[") open.push(index);
    else if (found === "}" || found === "]") open.pop();
  return open.at(-1);
}

export function closesNothing(span: Span): Explained {
  const sign = span.source.text.charAt(span.start);
  return {
    message: `this \`${sign}\` closes nothing`,
    help: `remove it, or write the opening \`${sign === "}" ? "{" : "["}\``,
    at: { start: span.start, end: span.start + 1 },
  };
}
