import { CST, Lexer } from "yaml";

/** Deeper than any file that people or programs write: a large definition of a Kubernetes resource has about 40 levels. */
export const MOST_LEVELS = 100;

/**
 * Returns the offset where YAML is nested too deep; undefined if it nowhere is. It looks only at the tokens: the library's
 * parser and composer recurse, and take a kilobyte for each level of a file that is nothing but brackets.
 */
export function tooDeepAt(text: string): number | undefined {
  const nesting = new Nesting();
  let start = 0;
  let lineStart = 0;
  let isText = false;
  for (const token of new Lexer().lex(text)) {
    if (isText) {
      // The text of a scalar, which may span lines.
      if (nesting.enter(start - lineStart)) return start;
      isText = false;
      start += token.length;
      lineStart = lineAfter(token, start) ?? lineStart;
      continue;
    }
    const type = CST.tokenType(token);
    if (type === "scalar") isText = true;
    // Marks without a text.
    if (type === "scalar" || type === "doc-mode" || type === "flow-error-end")
      continue;
    if (isTooDeep(nesting, type, start - lineStart)) return start;
    start += token.length;
    lineStart = lineAfter(token, start) ?? lineStart;
  }
  return undefined;
}

function isTooDeep(
  nesting: Nesting,
  type: CST.TokenType | null,
  column: number,
): boolean {
  switch (type) {
    case "flow-seq-start":
    case "flow-map-start":
      return nesting.open();
    case "flow-seq-end":
    case "flow-map-end":
      return nesting.close();
    case "seq-item-ind":
    case "explicit-key-ind":
      return nesting.indicate(column);
    case "map-value-ind":
      return nesting.enter(column);
    case "newline":
      return nesting.endLine();
    case "doc-start":
    case "doc-end":
      return nesting.reset();
    case "single-quoted-scalar":
    case "double-quoted-scalar":
    case "alias":
    case "anchor":
    case "tag":
      return nesting.enter(column);
    default:
      return false;
  }
}

/** The levels that are open; each method returns whether there are too many. */
class Nesting {
  /** The columns of the blocks that are open. */
  readonly #columns: number[] = [];
  #flow = 0;
  /** Whether the next token starts a line, or follows only dashes on it. */
  #isFirst = true;

  /** Opens a bracket. */
  open(): boolean {
    this.#isFirst = false;
    this.#flow += 1;
    return this.#isTooDeep();
  }

  close(): boolean {
    this.#flow = Math.max(0, this.#flow - 1);
    return false;
  }

  /** Takes a dash or a question mark, after which a further block may start on the line. */
  indicate(column: number): boolean {
    if (this.#flow > 0) return false;
    this.#isFirst = true;
    const isTooDeep = this.enter(column);
    this.#isFirst = true;
    return isTooDeep;
  }

  /** Takes whatever else may start a block. */
  enter(column: number): boolean {
    if (this.#flow > 0 || !this.#isFirst) return false;
    this.#isFirst = false;
    while ((this.#columns.at(-1) ?? -1) >= column) this.#columns.pop();
    this.#columns.push(column);
    return this.#isTooDeep();
  }

  endLine(): boolean {
    this.#isFirst = true;
    return false;
  }

  reset(): boolean {
    this.#columns.length = 0;
    this.#flow = 0;
    return this.endLine();
  }

  #isTooDeep(): boolean {
    return this.#columns.length + this.#flow > MOST_LEVELS;
  }
}

/** Returns where the last line of a token starts; undefined if the token is within one. */
function lineAfter(token: string, end: number): number | undefined {
  const last = token.lastIndexOf("\n");
  return last === -1 ? undefined : end - (token.length - last - 1);
}
