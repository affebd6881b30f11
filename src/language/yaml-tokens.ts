import { CST, Lexer } from "yaml";

/** Thrown where a text leaves the regular subset: only the library's whole parser reads or reports it. */
export class Irregular extends Error {}

export type TokenType = CST.TokenType | "end";

/** The lexical tokens of the YAML library, one after the other, with their places. */
export class YamlTokens {
  readonly #tokens: Generator<string, void>;
  #type: TokenType = "newline";
  #text = "";
  #start = 0;
  #lineStart = 0;
  #comment = -1;

  constructor(readonly text: string) {
    this.#tokens = new Lexer().lex(text);
    this.next();
  }

  get type(): TokenType {
    return this.#type;
  }

  /** The offset of the token. */
  get start(): number {
    return this.#start;
  }

  /** The offset of the first character of its line. */
  get lineStart(): number {
    return this.#lineStart;
  }

  get column(): number {
    return this.#start - this.#lineStart;
  }

  get isScalar(): boolean {
    return (
      this.#type === "scalar" ||
      this.#type === "single-quoted-scalar" ||
      this.#type === "double-quoted-scalar"
    );
  }

  next(): void {
    this.#advance();
    const type = this.#type === "end" ? "end" : CST.tokenType(this.#text);
    if (type === null) throw new Irregular();
    this.#type = type;
    // Marks that the next token is a scalar, or that the document starts; neither is in the text.
    if (type === "scalar" || type === "doc-mode") this.#text = "";
  }

  /** Takes a scalar; the token after it becomes the next. */
  takeScalar(): CST.FlowScalar {
    const type = this.#type;
    if (type === "scalar") this.#advance();
    const source = this.#text;
    const offset = this.#start;
    if (
      source === "" ||
      (type !== "scalar" &&
        type !== "single-quoted-scalar" &&
        type !== "double-quoted-scalar")
    )
      throw new Irregular();
    this.next();
    return { type, offset, indent: 0, source };
  }

  /** Takes a block scalar from its header to its end, with the indentation of what it belongs to. */
  takeBlockScalar(indent: number): CST.BlockScalar {
    const offset = this.#start;
    const props: CST.SourceToken[] = [];
    while (this.#type !== "scalar") {
      const type = this.#type;
      if (
        type !== "block-scalar-header" &&
        type !== "space" &&
        type !== "comment" &&
        type !== "newline"
      )
        throw new Irregular();
      props.push({ type, offset: this.#start, indent, source: this.#text });
      this.next();
    }
    this.#advance();
    const source = this.#text;
    this.#lineStart = this.#start + source.length;
    this.next();
    return { type: "block-scalar", offset, indent, props, source };
  }

  /** Skips to the next token that is neither white space nor a comment; returns the column of the rightmost comment, or -1. */
  skip(): number {
    this.#comment = -1;
    while (this.#isBlank()) this.next();
    return this.#comment;
  }

  skipSpaces(): void {
    while (this.#type === "space" && this.#isBlank()) this.next();
  }

  /** Skips the rest of a line after a value, and returns the offset of the next line. */
  skipLine(): number {
    const line = this.#lineStart;
    while (this.#lineStart === line && this.#isBlank()) this.next();
    if (this.#lineStart === line && this.#type !== "end") throw new Irregular();
    return this.#lineStart === line ? this.#start : this.#lineStart;
  }

  /** Whether the token is white space or a comment. A tab, and a comment that nothing separates, are not regular. */
  #isBlank(): boolean {
    if (this.#type === "newline") {
      this.#lineStart = this.#start + this.#text.length;
      return true;
    }
    if (this.#type === "space") {
      if (this.#text.includes("\t")) throw new Irregular();
      return true;
    }
    if (this.#type === "comment") {
      const before = this.text[this.#start - 1] ?? "\n";
      if (before !== " " && before !== "\n") throw new Irregular();
      this.#comment = Math.max(this.#comment, this.column);
      return true;
    }
    return this.#type === "doc-mode";
  }

  #advance(): void {
    this.#start += this.#text.length;
    const token = this.#tokens.next();
    this.#text = token.done === true ? "" : token.value;
    if (token.done === true) this.#type = "end";
  }
}
