import { EncodeError, refuseLoneSurrogates } from "./error.js";

/** Nix integers are signed 64-bit numbers; the lexer reads the digits before the sign, so -2^63 overflows. */
const largest = 2n ** 63n - 1n;

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "${": "\\${",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Encodes a string literal in double quotes. @throws EncodeError for NUL, which Nix strings cannot contain */
export function nixString(text: string): string {
  refuse(text);
  return `"${text.replaceAll(/["\\\n\r\t]|\$\{/gu, (found) => escapes[found] ?? found)}"`;
}

/** Encodes a number as an integer if Nix can express it, otherwise as a string (unsigned 64-bit sysctls). */
export function nixInteger(value: bigint): string {
  return value <= largest && value >= -largest
    ? value.toString()
    : nixString(value.toString());
}

/** Encodes the name of an attribute, without quotes if possible. */
export function nixAttribute(name: string): string {
  return /^[a-z_][\w'-]*$/iu.test(name) && !keywords.has(name)
    ? name
    : nixString(name);
}

const keywords: ReadonlySet<string> = new Set([
  "assert",
  "else",
  "if",
  "in",
  "inherit",
  "let",
  "or",
  "rec",
  "then",
  "with",
]);

/**
 * Encodes a text of several lines as an indented string. A text that this form would change or format badly (no final
 * line break, white space around a line, control characters, quotes before `${`) becomes a quoted string.
 *
 * @param indent columns of the line on which the literal starts
 */
export function nixText(text: string, indent: number): string {
  refuse(text);
  if (!text.endsWith("\n") || irregular.test(text)) return nixString(text);
  const lines = text.slice(0, -1).split("\n");
  // Nix removes the common indent of all lines, including the indent of the text itself.
  if (!lines.some((line) => /^[^ ]/u.test(line))) return nixString(text);
  const margin = " ".repeat(indent + 2);
  const body = lines.map((line) =>
    line === ""
      ? ""
      : margin + line.replaceAll("''", "'''").replaceAll("${", "''${"),
  );
  return `''\n${body.join("\n")}\n${" ".repeat(indent)}''`;
}

const irregular = /[^\P{Cc}\n]|[^\S\n]$|'''|'\$\{/mu;

/** Encodes a path literal; a path with characters that a literal cannot contain is built from a string. */
export function nixPath(relative: string): string {
  return /^\.{1,2}(?:\/[\w.+-]+)+$/u.test(relative)
    ? relative
    : `(./. + ${nixString(`/${relative.replace(/^\.\//u, "")}`)})`;
}

function refuse(text: string): void {
  refuseLoneSurrogates("nix", text);
  if (text.includes("\0")) throw new EncodeError("nix", text, "contains NUL");
}
