/** The characters that roff interprets or typesets as others, as those that they are. */
const escapes: Readonly<Record<string, string>> = {
  "\\": String.raw`\e`,
  "-": String.raw`\-`,
  "'": String.raw`\(aq`,
  '"': String.raw`\(dq`,
  "`": String.raw`\(ga`,
  "^": String.raw`\(ha`,
  "~": String.raw`\(ti`,
};

/** Encodes a text for a line of roff, or for a quoted argument of a macro: every character is printed as it is. */
export function roffText(text: string): string {
  const line = text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[\\\-'"`^~]/gu, (character) => escapes[character] ?? "")
    .replaceAll(
      /[^ -~]/gu,
      (character) =>
        `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
    );
  // At the start of a line, a dot begins a macro.
  return line.startsWith(".") ? String.raw`\&${line}` : line;
}

/** Encodes a text in bold. */
export function roffBold(text: string): string {
  return String.raw`\fB${roffText(text)}\fR`;
}

/** Encodes a text in which backquotes mark what is typed. */
export function roffProse(text: string): string {
  return text
    .split(/`([^`]+)`/u)
    .map((part, at) => (at % 2 === 1 ? roffBold(part) : roffText(part)))
    .join("");
}
