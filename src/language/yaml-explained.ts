import { lineText, positionAt, type Span } from "../core/source.js";

/** What is wrong at the place of a library's message, in the words of the spec. */
export interface Explained {
  readonly message: string;
  readonly why?: string;
  readonly help: string;
  /** Where it is, if not where the library says. */
  readonly at?: { readonly start: number; readonly end: number };
}

export type Explain = (span: Span) => Explained | undefined;

/** So much of the text behind an error is looked at, in characters. */
const AHEAD = 400;

/** The text from a place on. */
export function ahead({ source, start }: Span): string {
  return source.text.slice(start, start + AHEAD);
}

/** The text of the line before a place. */
export function textBefore({ source, start }: Span): string {
  return source.text.slice(source.text.lastIndexOf("\n", start - 1) + 1, start);
}

/** What is behind the last blank of a text. */
export function lastWord(text: string): string {
  return text.split(/\s/u).at(-1) ?? "";
}

/** A line without its indentation and its comment. */
export interface WrittenLine {
  readonly text: string;
  readonly number: number;
  readonly at: { readonly start: number; readonly end: number };
}

/** The line of a place. */
export function lineAt({ source, start }: Span): WrittenLine {
  const { line, column } = positionAt(source, start);
  const whole = lineText(source, line);
  const text = whole.replace(/(?:^|\s)#.*/u, "").trim();
  const from = start - column + 1 + Math.max(0, whole.search(/\S/u));
  return { text, number: line, at: { start: from, end: from + text.length } };
}

/** Explains a list item in a column in which no list is. */
export function itemAmongFields(span: Span): Explained {
  const { source, start } = span;
  const { line, column } = positionAt(source, start);
  const above = line === 1 ? "" : lineText(source, line - 1);
  const [, blanks] = /^( *)- /u.exec(above) ?? [];
  const at = { start, end: start + 1 };
  return blanks === undefined || blanks.length === column - 1
    ? {
        message: "a list item stands among fields",
        why: "a place has either fields or list items",
        help: "write the name of the list, such as `modules:`, on the line above",
        at,
      }
    : {
        message: "this `-` is not in the column of the `-` above it",
        why: "the items of a list begin in one column",
        help: `indent it by ${blanks.length} blank${blanks.length === 1 ? "" : "s"}`,
        at,
      };
}
