import {
  anyOf,
  BYTE_ORDER_MARK,
  CONTROL_BUT_TAB,
  INVISIBLE,
  NONCHARACTER,
  SEPARATOR,
  SURROGATE,
} from "../core/characters.js";
/**
 * Characters that a reader or terminal interprets, or that make a line look like another one: control characters, the
 * byte order mark, invisible and bidirectional marks, and invalid characters. Tabs are not among them.
 */
const harmful = anyOf(
  [
    CONTROL_BUT_TAB,
    SURROGATE,
    NONCHARACTER,
    INVISIBLE,
    SEPARATOR,
    BYTE_ORDER_MARK,
  ],
  "gu",
);

/** Shows such characters by their number (`\u{1b}`); tabs are kept. */
export function visible(text: string): string {
  return text.replaceAll(harmful, byNumber);
}

/** Does the same on one line, with repeated white space as one space and none at the ends. */
export function visibleLine(text: string): string {
  return visible(text.replaceAll(/\s+/gu, " ").trim());
}

/** Does the same for a text of many lines, whose line feeds are kept. */
export function visibleLines(text: string): string {
  return text.replaceAll(harmful, (character) =>
    character === "\n" ? character : byNumber(character),
  );
}

/** Does the same for JSON text, with JSON's own escapes (`\u202e`): its meaning does not change. */
export function visibleJson(json: string): string {
  return json.replaceAll(harmful, (character) =>
    character === "\n"
      ? character
      : Array.from(
          { length: character.length },
          (_, at) =>
            `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
        ).join(""),
  );
}

function byNumber(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
