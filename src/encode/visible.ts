/**
 * Characters that some reader or terminal obeys, or that make a line look like another one: the controls, the
 * byte-order mark, invisible and bidirectional marks, and what is no character.
 */
const harmful =
  /(?!\t)[\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/gu;

/** A text with such characters shown by their number (`\u{1b}`); tabs stay. */
export function visible(text: string): string {
  return text.replaceAll(
    harmful,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The same on one line: runs of white space are one space, and there is none at the ends. */
export function visibleLine(text: string): string {
  return visible(text.replaceAll(/\s+/gu, " ").trim());
}
