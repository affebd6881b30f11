import { anyOf, CONTROL } from "../core/characters.js";
import { EncodeError, refuseLoneSurrogates } from "./error.js";

/** Characters that udev replaces or that end its strings. */
const misread = anyOf([CONTROL, '"\\\\$%'], "u");

/**
 * Encodes a text as a word of a POSIX shell: without quotes if no character has a meaning in a shell, otherwise in
 * single quotes.
 *
 * @throws EncodeError for NUL, which a program argument cannot contain
 */
export function shellWord(text: string): string {
  refuseLoneSurrogates("sh", text);
  if (text.includes("\0")) throw new EncodeError("sh", text, "contains NUL");
  return /^[\w@%+:,./-]+$/u.test(text)
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Encodes a value of a udev rule in double quotes. The patterns of udev (`*`, `?`, `[…]`, `|`) are kept.
 * Source: udev(7).
 *
 * @throws EncodeError for quotes, backslashes and control characters, which versions of udev handle differently, and
 * for `$` and `%`, which udev replaces
 */
export function udevValue(text: string): string {
  refuseLoneSurrogates("udev", text);
  if (misread.test(text))
    throw new EncodeError(
      "udev",
      text,
      "contains characters that a udev rule would change",
    );
  return `"${text}"`;
}
