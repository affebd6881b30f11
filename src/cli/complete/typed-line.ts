/** The words of a line that someone types in a shell, without running anything in it. */
export interface TypedLine {
  /** All words, without their quotes; the last is the one at the end of the line, and may be empty. */
  readonly words: readonly string[];
  /** The quote that the last word is in; empty outside of quotes. */
  readonly quote: "" | "'" | '"';
  /** How many characters of the last word stay as they are typed: the shell replaces those after them. */
  readonly kept: number;
  /** Whether the last word has a part in closed quotes, after which shells differ about what they replace. */
  readonly isMixed: boolean;
}

/**
 * Reads what is typed before the cursor as POSIX shells do, but expands nothing: `$(x)` stays these four characters.
 *
 * @param breaks the characters at which the shell begins to replace a word, as COMP_WORDBREAKS of bash
 */
export function readTypedLine(line: string, breaks = ""): TypedLine {
  const words: string[] = [];
  let word = "";
  let isWord = false;
  let quote: TypedLine["quote"] = "";
  let kept = 0;
  let isMixed = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? "";
    if (quote !== "") {
      if (character === quote) {
        quote = "";
        isMixed = true;
      } else if (
        quote === '"' &&
        character === "\\" &&
        /["$\\`]/u.test(line[at + 1] ?? "")
      ) {
        at += 1;
        word += line[at] ?? "";
      } else word += character;
    } else if (character === "'" || character === '"') {
      quote = character;
      isWord = true;
      kept = word.length;
    } else if (/\s/u.test(character)) {
      if (isWord) words.push(word);
      word = "";
      isWord = false;
      kept = 0;
      isMixed = false;
    } else {
      isWord = true;
      if (character === "\\") {
        at += 1;
        word += line[at] ?? "";
      } else {
        word += character;
        if (breaks.includes(character)) kept = word.length;
      }
    }
  }
  return { words: [...words, word], quote, kept, isMixed };
}
