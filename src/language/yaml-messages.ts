import type { YAMLError } from "yaml";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { type Span, spanText } from "../core/source.js";

/** What is wrong at the place of a library's message, in the words of the spec. */
interface Explained {
  readonly message: string;
  readonly why?: string;
  readonly help: string;
  /** Where it is, if not where the library says. */
  readonly at?: { readonly start: number; readonly end: number };
}

type Explain = (span: Span) => Explained | undefined;

/** So much of the text behind an error is looked at, in characters. */
const AHEAD = 400;

/** The messages of the library that a slip causes, by how they read. */
const messages: readonly (readonly [RegExp, Explain])[] = [
  [/^Block collections are not allowed within flow/u, inFlow],
  [/^Missing , (?:or : )?between flow (?:seq|map)/u, missingComma],
  [/^Unexpected , in /u, lonelyComma],
  [/must be sufficiently indented and end with a [\]}]/u, notClosed],
  [/^Unexpected flow-(?:map|seq)-end token/u, closesNothing],
  [/^Unexpected \S+ at node end/u, behindQuote],
  [
    /^Invalid escape sequence/u,
    ({ source, start }) => ({
      message: `\`${source.text.slice(start, start + 2)}\` is not an escape of YAML`,
      why: "in double quotes a backslash begins an escape, such as `\\n`",
      help: "write the backslash twice, or put the text into single quotes",
    }),
  ],
  [
    /^Comments must be separated/u,
    () => ({
      message: "the comment follows the value without a blank",
      help: "write a blank before `#`",
    }),
  ],
  [
    /^Not a YAML token/u,
    (span) =>
      /[|>][-+\d]*[ \t]*$/u.test(before(span))
        ? {
            message: `\`${spanText(span).trim()}\` is on the line of the \`|\` or \`>\``,
            why: "a text of several lines begins on the next line",
            help: "write the text on the next line, indented by 2 more blanks, or remove the sign",
          }
        : undefined,
  ],
  [
    /^Unexpected block-seq-ind on same line/u,
    () => ({
      message: "a list begins on the line of its field",
      help: "write each `- item` on a line of its own below, or the list as `[a, b]`",
    }),
  ],
  [
    /^A block sequence may not be used as an implicit map key/u,
    ({ source, start }) => ({
      message: "a list item stands among fields",
      why: "a place has either fields or list items",
      help: "write the name of the list, such as `modules:`, on the line above",
      at: {
        start: source.text.indexOf("-", start),
        end: source.text.indexOf("-", start) + 1,
      },
    }),
  ],
];

/** Explains an error by the library's message; undefined for a rare one. */
export function explainMessage(
  { message }: Pick<YAMLError, "message">,
  span: Span,
): Diagnostic | undefined {
  const [, explain] = messages.find(([pattern]) => pattern.test(message)) ?? [];
  const explained = explain?.(span);
  if (explained === undefined) return undefined;
  const { at, message: text, ...advice } = explained;
  return error("yaml-syntax", { ...span, ...at }, text, advice);
}

/** A value and the field behind it, which a comma should separate: `8 memory: 16GiB`. */
const valueAndField =
  /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,{}[\]#"'][^,{}[\]#]*?)([;\s]\s*)([\w./*-]+|"[^"\n]*"):\s/u;

function inFlow(span: Span): Explained | undefined {
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
  return gap.startsWith(";")
    ? {
        message: `a semicolon before \`${field}\``,
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

function missingComma(span: Span): Explained {
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

function lonelyComma(span: Span): Explained {
  return {
    message: "nothing is before this comma",
    help: /,\s*$/u.test(before(span))
      ? "remove one of the two commas"
      : "remove the comma",
  };
}

/** The library reports the first place that cannot be in the brackets. */
function notClosed({ source, start }: Span): Explained | undefined {
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

function closesNothing(span: Span): Explained {
  const sign = span.source.text.charAt(span.start);
  return {
    message: `this \`${sign}\` closes nothing`,
    help: `remove it, or write the opening \`${sign === "}" ? "{" : "["}\``,
    at: { start: span.start, end: span.start + 1 },
  };
}

function behindQuote(span: Span): Explained | undefined {
  const [quote] = /["'](?=\s*$)/u.exec(before(span)) ?? [];
  if (quote === undefined) return undefined;
  return {
    message: `\`${spanText(span).trim()}\` is behind the closing quote`,
    why: "a value in quotes ends there",
    help:
      quote === "'"
        ? "put the whole text into double quotes, or write a single quote within it twice"
        : 'put the whole text into the quotes, with `\\"` for a quote within it',
  };
}

function ahead({ source, start }: Span): string {
  return source.text.slice(start, start + AHEAD);
}

/** The text of the line before a place. */
function before({ source, start }: Span): string {
  return source.text.slice(source.text.lastIndexOf("\n", start - 1) + 1, start);
}
