import { EncodeError, refuseLoneSurrogates } from "./error.js";

/**
 * A word of a POSIX shell that stands for exactly this text: bare where nothing in it means anything to a shell, else in
 * single quotes.
 *
 * @throws EncodeError for NUL, which no argument of a program can hold
 */
export function shellWord(text: string): string {
  refuseLoneSurrogates("sh", text);
  if (text.includes("\0")) throw new EncodeError("sh", text, "holds NUL");
  return /^[\w@%+:,./-]+$/u.test(text)
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * A value of a udev rule, in its double quotes. udev has patterns (`*`, `?`, `[…]`, `|`) of its own, which stay.
 * Source: udev(7).
 *
 * @throws EncodeError for quotes, backslashes and control characters, of which udev's versions think differently, and
 * for `$` and `%`, which udev would replace
 */
export function udevValue(text: string): string {
  refuseLoneSurrogates("udev", text);
  if (/["\\$%]|\p{Cc}/u.test(text))
    throw new EncodeError("udev", text, "holds what a udev rule would change");
  return `"${text}"`;
}
