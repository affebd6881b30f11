import { visible, visibleLine } from "../../encode/visible.js";
import type { Reply } from "./complete.js";
import type { TypedLine } from "./typed-line.js";

/** The longest description that is shown beside a word. */
const LONGEST = 100;

/**
 * Writes a reply for the script of a shell: what is wanted on the first line, then one word a line, and a tab before what
 * it is. Names that do not fit on a line are left out.
 */
export function replyText(reply: Reply): string {
  return textOf(reply, (value, about) =>
    about === undefined ? value : `${value}\t${shortened(about)}`,
  );
}

/** Writes a reply for bash, which puts words into the line as they are: without what stays of the typed word, and quoted. */
export function bashReplyText(reply: Reply, line: TypedLine): string {
  return line.isMixed
    ? "words\n"
    : textOf(reply, (value) => quoted(value.slice(line.kept), line.quote));
}

function textOf(
  { want, words, goesOn }: Reply,
  lineOf: (value: string, about: string | undefined) => string,
): string {
  const lines = words
    .filter(({ value }) => value === visible(value) && !/[\t\n]/u.test(value))
    .map(({ value, about }) => lineOf(value, about));
  return [goesOn ? `${want} nospace` : want, ...lines, ""].join("\n");
}

function quoted(text: string, quote: TypedLine["quote"]): string {
  if (quote === "")
    return text.replaceAll(
      /[^\w@%+:,./=\u0080-\u{10ffff}-]/gu,
      String.raw`\$&`,
    );
  const inside =
    quote === "'"
      ? text.replaceAll("'", String.raw`'\''`)
      : text.replaceAll(/["$\\`]/gu, String.raw`\$&`);
  // bash closes the quote, unless the last character is one already.
  return inside.endsWith(quote) ? inside + quote : inside;
}

function shortened(about: string): string {
  const line = visibleLine(about);
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
