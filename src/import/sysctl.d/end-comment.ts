import type { CommentLine } from "../comments.js";
import type { Part } from "./assignment.js";

/** Splits a comment with `#` off the end of a line of a format that allows it. */
export function endComment({ source, text, start }: Part): {
  readonly body: string;
  readonly comment: CommentLine | undefined;
} {
  const found = /\s#/u.exec(text);
  if (found === null) return { body: text, comment: undefined };
  const at = found.index + 1;
  return {
    body: text.slice(0, at).trim(),
    comment: {
      text: text.slice(at + 1),
      span: { source, start: start + at, end: start + text.length },
    },
  };
}
