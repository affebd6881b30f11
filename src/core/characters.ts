/*
 * Sets of characters, as they stand between the brackets of a regular expression with the flag `u`. They are code points
 * instead of `\p{...}`: at each start, V8 takes longer to look up a property than to search a spec for it.
 */

/** General category Cc without the tab. */
export const CONTROL_BUT_TAB = "\\0-\\x08\\x0a-\\x1f\\x7f-\\x9f";

/** General category Cc. */
export const CONTROL = `${CONTROL_BUT_TAB}\\t`;

/** Halves of a surrogate pair. With the flag `u`, whole pairs do not match. */
export const SURROGATE = "\\ud800-\\udfff";

/** The code points that Unicode reserves for internal use: U+FDD0 to U+FDEF, and the last two of each plane. */
export const NONCHARACTER = [
  "\\ufdd0-\\ufdef",
  ...Array.from({ length: 17 }, (_, plane) => {
    const last = (plane * 0x1_0000 + 0xfffe).toString(16);
    return `\\u{${last}}-\\u{${last.slice(0, -1)}f}`;
  }),
].join("");

/** Line and paragraph separator, which are line breaks in YAML 1.1 and JavaScript. */
export const SEPARATOR = "\\u2028\\u2029";

/** The byte order mark. */
export const BYTE_ORDER_MARK = "\\ufeff";

/** Invisible and bidirectional marks, which make a line look like another one. */
export const INVISIBLE =
  "\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2069";

/** What a reader would not see, or would misread. */
export const UNPRINTABLE = [
  CONTROL,
  NONCHARACTER,
  INVISIBLE,
  SEPARATOR,
  BYTE_ORDER_MARK,
];

/** What ends a line for some reader, or is dropped by it. */
export const LINE_BREAKING = [CONTROL, SEPARATOR, BYTE_ORDER_MARK];

/** Makes an expression for one character of these sets. */
export function anyOf(sets: readonly string[], flags: "u" | "gu"): RegExp {
  return new RegExp(`[${sets.join("")}]`, flags);
}

/** Names a character that may be invisible or look like another: `U+00A0`. */
export function codePoint(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Explains why a text is not the word that it looks like; undefined for one of ASCII characters. */
export function explainForeign(text: string): string | undefined {
  const foreign = /[^\u0020-\u007e]/u.exec(text)?.[0];
  return foreign === undefined
    ? undefined
    : `it contains ${codePoint(foreign)}, which may look like an ASCII character or be invisible`;
}
