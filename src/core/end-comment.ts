import type { Span } from "./source.js";
import type { Tree } from "./tree.js";

/** The comment that ends an entry's line: behind its value, or behind the colon where the value stands below. */
export function endComment(key: Span, value: Tree): string | undefined {
  const { text } = key.source;
  const { start, end } = value.span;
  const keyLineEnd = lineEnd(text, key.end);
  // Nearly every entry is on one line, without a comment.
  if (end <= keyLineEnd && !text.slice(end, keyLineEnd).includes("#"))
    return undefined;
  if (start <= keyLineEnd) {
    const header = /^[|>][-+0-9]*/u.exec(text.slice(start, start + 4))?.[0];
    return commentAfter(
      text,
      header === undefined ? end : start + header.length,
    );
  }
  // The comments within a block are those of its own entries.
  const isBlock =
    /^[^[{]/u.test(text.slice(start, start + 1)) && isCollection(value);
  return (
    commentAfter(text, key.end) ??
    (isBlock ? undefined : commentAfter(text, end))
  );
}

function isCollection({ entries, items }: Tree): boolean {
  return entries !== undefined || items !== undefined;
}

function commentAfter(text: string, from: number): string | undefined {
  const rest = text.slice(from, lineEnd(text, from));
  // Nearly every comment follows a blank.
  const comment = rest.startsWith(" # ")
    ? rest.slice(3)
    : /^[ \t]*:?[ \t]*(?:[&!]\S+[ \t]*)*,?[ \t]*#(.*)$/su.exec(rest)?.[1];
  const trimmed = comment?.trim();
  return trimmed === "" ? undefined : trimmed;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}
