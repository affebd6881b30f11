import { visibleLine } from "./visible.js";
import { width } from "./width.js";

/** Generated comments are wrapped at this column, as nixfmt wraps code. Readers accept longer lines. */
const columns = 100;

/** The line breaks of all readers: YAML 1.1 also ends comments at NEL, LS and PS. */
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

/** One line of printable ASCII without leading, trailing or repeated white space, and without a backslash. */
const plain = /^[!-[\]-~]+(?: [!-[\]-~]+)*$/u;

/**
 * Formats any text as comment lines, for formats in which `#` starts a comment. No text can end its comment: line
 * breaks start a new comment line, and control characters are shown by their number (`\u{1b}`).
 *
 * @param text paragraphs, separated by line breaks; repeated white space counts as one space
 * @param indent columns that the caller puts before each line
 * @returns lines without their indent; none for a blank text
 */
export function commentLines(text: string, indent = 0): readonly string[] {
  const limit = columns - indent - 2;
  // Nearly all comments are plain, and a large spec has hundreds of thousands of them.
  const isPlain = plain.test(text);
  if (isPlain && text.length <= limit) return [`# ${text}`];
  const paragraphs = isPlain ? [text] : text.split(lineBreak).map(visibleLine);
  const lines = paragraphs.flatMap((paragraph) => wrap(paragraph, limit));
  // Both are -1 for a blank text, of which nothing is left.
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return lines
    .slice(first, last + 1)
    .map((line) => (line === "" ? "#" : `# ${line}`));
}

/** Formats a reference; a URL stays on one line, however long. */
export function referenceLines(address: string): readonly string[] {
  return commentLines(`See ${address}`, Number.NEGATIVE_INFINITY);
}

/** Wraps between words only, so that URLs stay whole; a blank text is one empty line. */
function wrap(text: string, limit: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let length = 0;
  for (const word of text.split(" ")) {
    const wordLength = width(word);
    if (line !== "" && length + 1 + wordLength > limit) {
      lines.push(line);
      line = word;
      length = wordLength;
    } else {
      line = line === "" ? word : `${line} ${word}`;
      length += (length === 0 ? 0 : 1) + wordLength;
    }
  }
  lines.push(line);
  return lines.map(withoutContinuation);
}

/** modprobe.d joins a line that ends in a backslash with the next one, even in comments; a double one is literal. */
function withoutContinuation(line: string): string {
  const backslashes = /\\*$/u.exec(line)?.[0].length ?? 0;
  return backslashes % 2 === 1 ? `${line}\\` : line;
}
