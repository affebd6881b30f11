import { findKey } from "../../catalogue/lookup.js";
import type { Kind } from "../../catalogue/types.js";
import type { SysctlKey } from "../../core/key.js";

/** What is behind the equals sign. */
export interface ReadValue {
  readonly value: string;
  /** A comment at the end, and where it starts in the text. */
  readonly comment: { readonly text: string; readonly at: number } | undefined;
  /** What is different from what the kernel gets, as the end of a message. */
  readonly changes: readonly string[];
}

/** Reads a value as it is meant: without a comment at its end, quotes and what belongs to another language. */
export function readValue(text: string, key: SysctlKey): ReadValue {
  const kind = findKey(key)?.kind;
  const changes: string[] = [];
  // The program that gets core dumps has arguments of its own.
  if (text.trimStart().startsWith("|"))
    return { value: text.trim(), comment: undefined, changes };
  const at = commentIn(text, kind);
  const comment =
    at === undefined ? undefined : { text: withoutMark(text.slice(at)), at };
  if (at !== undefined && comment !== undefined)
    changes.push(
      `every loader passes the comment to the kernel with the value, ${effectOf(kind)}`,
    );
  let value = text.slice(0, at).trim();
  const bare = withoutQuotes(value);
  if (bare !== value) {
    changes.push(
      "every loader passes the quotes to the kernel, which refuses them where it expects a number",
    );
    value = bare;
  }
  const ended = value.replace(/(?<=\w)[;,]+$/u, "");
  if (ended !== value) {
    changes.push(
      `every loader passes the \`${value.slice(ended.length)}\` at the end to the kernel`,
    );
    value = ended;
  }
  if (kind?.type === "vector" && /^[\d-]+(?:\s*,\s*[\d-]+)+$/u.test(value)) {
    changes.push(
      "the kernel separates numbers by blanks, and refuses the commas",
    );
    value = value.replaceAll(",", " ");
  }
  return { value: spaced(value), comment, changes };
}

/** Numbers are separated by single spaces; the blanks in a text are its own. */
function spaced(value: string): string {
  const fields = value.split(/\s+/u);
  return fields.every((field) => /^-?\d+$/u.test(field))
    ? fields.join(" ")
    : value;
}

function withoutMark(comment: string): string {
  return comment.trimStart().replace(/^(?:[#;]+|\/\/)/u, "");
}

/** Where a comment starts that is not the kernel's. */
function commentIn(text: string, kind: Kind | undefined): number | undefined {
  const start = text.length - text.trimStart().length;
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    const rest = close < 0 ? "" : text.slice(close + 1).trimStart();
    return /^[;,]?\s*[#;]/u.test(rest) && rest.length > 1
      ? text.length - rest.length + rest.search(/[#;]/u)
      : undefined;
  }
  if (text.charAt(start) === "#") return start;
  const marked = /\s(?:[#;]|\/\/\s)/u.exec(text.slice(start));
  if (marked !== null) return start + marked.index + 1;
  const numbers = /^-?\d+(?:\s+-?\d+)*/u.exec(text.slice(start));
  if (numbers === null) return undefined;
  const end = start + numbers[0].length;
  if (text.charAt(end) === "#") return end;
  const isOfNumbers = kind?.type === "integer" || kind?.type === "vector";
  return isOfNumbers && /^\s+[A-Za-z(]/u.test(text.slice(end))
    ? end + 1
    : undefined;
}

function effectOf(kind: Kind | undefined): string {
  switch (kind?.type) {
    case "integer":
      return "which reads the number and ignores the rest";
    case "vector":
      return "which refuses the line or ignores the rest";
    case "string":
    case "list":
      return "which takes it as a part of the value or refuses the line, so that this line never had the effect it was written for";
    case undefined:
      return "so that this line may never have had an effect";
  }
}

function withoutQuotes(value: string): string {
  const quote = value.charAt(0);
  if (quote !== '"' && quote !== "'") return value;
  const body = value.replace(/[;,]$/u, "");
  return body.length > 1 && body.indexOf(quote, 1) === body.length - 1
    ? body.slice(1, -1)
    : value;
}
