import { EncodeError, refuseLoneSurrogates } from "./error.js";

/** Nix integers are signed, of 64 bits; the lexer reads the digits before the sign, so that -2^63 overflows. */
const largest = 2n ** 63n - 1n;

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "${": "\\${",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** A string literal in double quotes. @throws EncodeError for NUL, which Nix strings cannot hold */
export function nixString(text: string): string {
  refuse(text);
  return `"${text.replaceAll(/["\\\n\r\t]|\$\{/gu, (found) => escapes[found] ?? found)}"`;
}

/** A number, as an integer where Nix has it, else as a string: a sysctl may be an unsigned number of 64 bits. */
export function nixInteger(value: bigint): string {
  return value <= largest && value >= -largest
    ? value.toString()
    : nixString(value.toString());
}

/** The name of an attribute, bare where that is the same. */
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
 * A text of several lines as an indented string. A text that the indented form would change or lay out oddly (no line
 * break at its end, white space around a line, control characters, quotes before `${`) becomes a quoted string.
 *
 * @param indent columns of the line on which the literal begins
 */
export function nixText(text: string, indent: number): string {
  refuse(text);
  if (!text.endsWith("\n") || irregular.test(text)) return nixString(text);
  const lines = text.slice(0, -1).split("\n");
  // Nix removes the indent that all lines share: the text's own would go with it.
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

/** A path literal; one with characters that a path literal cannot hold is put together from a string. */
export function nixPath(relative: string): string {
  return /^\.{1,2}(?:\/[\w.+-]+)+$/u.test(relative)
    ? relative
    : `(./. + ${nixString(`/${relative.replace(/^\.\//u, "")}`)})`;
}

function refuse(text: string): void {
  refuseLoneSurrogates("nix", text);
  if (text.includes("\0")) throw new EncodeError("nix", text, "holds NUL");
}
