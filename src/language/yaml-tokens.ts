/** Thrown where a text leaves the regular subset: only the YAML library reads or reports it. */
export class Irregular extends Error {}

export type TokenType =
  | "blank"
  | "block-scalar"
  | "colon"
  | "comma"
  | "comment"
  | "dash"
  | "end"
  | "flow-end"
  | "list-start"
  | "map-start"
  | "newline"
  | "plain"
  | "quoted";

/** A scalar as it is written, with its quotes. */
export interface WrittenScalar {
  readonly isQuoted: boolean;
  readonly start: number;
  readonly source: string;
}

/** A block scalar: its header from `|` or `>` to the end of the line, and the lines below. */
export interface WrittenBlock {
  readonly start: number;
  readonly header: string;
  readonly lines: string;
}

/** What a character begins, wherever it stands. */
const types: ReadonlyMap<string | undefined, TokenType> = new Map<
  string | undefined,
  TokenType
>([
  [undefined, "end"],
  [" ", "blank"],
  ["\n", "newline"],
  ["\r", "newline"],
  ["#", "comment"],
  ["[", "list-start"],
  ["{", "map-start"],
  ["]", "flow-end"],
  ["}", "flow-end"],
  [",", "comma"],
  ["'", "quoted"],
  ['"', "quoted"],
  ["|", "block-scalar"],
  [">", "block-scalar"],
]);

/** A plain scalar on its line, without the blanks behind it, a comment, or a colon that makes it a key. */
const plain =
  /(?:[^\s,[\]{}#&*!|>'"%@`?:-]|[?:-](?=\S))(?:[^\s:]|:(?=\S)| +(?=[^\s#:]|:\S))*/uy;
/** The same between brackets, which end it as well. */
const plainInFlow =
  /(?:[^\s,[\]{}#&*!|>'"%@`?:-]|[?:-](?=[^\s,[\]{}]))(?:[^\s:,[\]{}]|:(?=[^\s,[\]{}])| +(?=[^\s#:,[\]{}]|:[^\s,[\]{}]))*/uy;
/** A further line of a plain scalar, from the end of the line before. */
const furtherLine =
  /(?: *\r?\n)+( +)(?:[^\s#:]|:(?=\S))(?:[^\s:]|:(?=\S)| +(?=[^\s#:]|:\S))*/uy;

/** The tokens that are longer than a character. */
const patterns: Partial<Readonly<Record<TokenType, RegExp>>> = {
  blank: / +/uy,
  newline: /\r?\n/uy,
  comment: /(?<![^ \n])#[^\r\n]*/uy,
  quoted: /'(?:[^'\r\n]|'')*'|"(?:[^"\\\r\n]|\\[^\r\n])*"/uy,
};

const documentMarker = /---|\.\.\./uy;
const blockHeader = /[|>][-+]?(?: +(?:#[^\r\n]*)?)?\r?\n/uy;
/** The lines before the first with a text, and the indentation of that one. */
const firstIndentation = /(?: *\r?\n)*( +)(?=\S)/uy;
/** A line: its indentation, and whether it has nothing else. */
const line = /( *)(?:(\r?\n|$)|[^\n]*(?:\n|$))/uy;

/**
 * The lexical tokens of regular YAML, one after the other, with their places. A tab outside a comment, a scalar in quotes
 * on several lines, and what begins a tag, an anchor, an alias, a directive or another document are not regular.
 */
export class YamlTokens {
  #type: TokenType = "blank";
  #start = 0;
  #end = 0;
  #lineStart = 0;
  #openBrackets = 0;
  /** The column that everything between brackets must be right of. */
  #flowColumn = -1;

  constructor(readonly text: string) {
    if (text.startsWith("\uFEFF")) throw new Irregular();
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
    return this.#type === "plain" || this.#type === "quoted";
  }

  next(): void {
    if (this.#type === "newline") this.#lineStart = this.#end;
    this.#start = this.#end;
    const type = types.get(this.text[this.#start]) ?? this.#indicatorOrPlain();
    this.#type = type;
    if (this.#openBrackets > 0) this.#checkFlow();
    const pattern =
      type === "plain"
        ? this.#openBrackets > 0
          ? plainInFlow
          : plain
        : patterns[type];
    this.#end = pattern === undefined ? this.#start + 1 : this.#match(pattern);
    if (type === "list-start" || type === "map-start") this.#openBrackets += 1;
    else if (type === "flow-end") this.#openBrackets -= 1;
    if (this.#openBrackets < 0) throw new Irregular();
  }

  /** Sets the column of the block that a value in brackets stands in. */
  enterFlow(column: number): void {
    this.#flowColumn = column;
  }

  /** Takes a scalar on one line; the token after it becomes the next. */
  takeScalar(): WrittenScalar {
    if (!this.isScalar) throw new Irregular();
    const isQuoted = this.#type === "quoted";
    const start = this.#start;
    const source = this.text.slice(start, this.#end);
    this.next();
    return { isQuoted, start, source };
  }

  /** Takes the further lines of a plain scalar that has just been taken: those further right than a column. */
  takeFurtherLines(scalar: WrittenScalar, column: number): WrittenScalar {
    const { isQuoted, start, source } = scalar;
    if (isQuoted) return scalar;
    const first = start + source.length;
    let end = first;
    for (;;) {
      furtherLine.lastIndex = end;
      const [whole, { length } = ""] = furtherLine.exec(this.text) ?? [];
      if (whole === undefined || length <= column) break;
      end += whole.length;
    }
    if (end === first) return scalar;
    this.#lineStart = this.text.lastIndexOf("\n", end - 1) + 1;
    this.#continueAt(end);
    return { isQuoted, start, source: this.text.slice(start, end) };
  }

  /** Takes a block scalar, whose lines are further right than a column. */
  takeBlockScalar(column: number): WrittenBlock {
    const start = this.#start;
    const header = this.text.slice(start, this.#match(blockHeader));
    const from = start + header.length;
    firstIndentation.lastIndex = from;
    const indent = firstIndentation.exec(this.text)?.[1]?.length ?? 0;
    if (indent <= column) throw new Irregular();
    const end = this.#endOfLines(from, indent, header[1] === "+");
    this.#lineStart = end;
    this.#continueAt(end);
    return { start, header, lines: this.text.slice(from, end) };
  }

  /** Finds where the lines of a block scalar end. Those without a text at its end are only a part of it if they are kept. */
  #endOfLines(from: number, indent: number, areKept: boolean): number {
    let end = from;
    for (let at = from; at < this.text.length;) {
      line.lastIndex = at;
      const [whole = "", { length } = "", empty] = line.exec(this.text) ?? [];
      if (empty === undefined && length < indent) break;
      // The library counts blanks without an end of the line in its own way.
      if (empty === "") throw new Irregular();
      at += whole.length;
      if (areKept || empty === undefined || length > indent) end = at;
    }
    return end;
  }

  /** Skips to the next token that is neither white space nor a comment; returns the column of the rightmost comment, or -1. */
  skip(): number {
    let comment = -1;
    for (; this.#isBlank(); this.next())
      if (this.#type === "comment") comment = Math.max(comment, this.column);
    return comment;
  }

  skipBlanks(): void {
    if (this.#type === "blank") this.next();
  }

  /** Skips the rest of a line after a value, and returns the offset of the next line. */
  skipLine(): number {
    const before = this.#lineStart;
    while (this.#lineStart === before && this.#isBlank()) this.next();
    if (this.#lineStart !== before) return this.#lineStart;
    if (this.#type !== "end") throw new Irregular();
    return this.#start;
  }

  #isBlank(): boolean {
    return (
      this.#type === "blank" ||
      this.#type === "newline" ||
      this.#type === "comment"
    );
  }

  /** Tells a dash and a colon, which a blank must follow, from a plain scalar. */
  #indicatorOrPlain(): TokenType {
    if (this.column === 0 && this.#matches(documentMarker))
      throw new Irregular();
    const first = this.text[this.#start];
    const second = this.text[this.#start + 1];
    const isFlow = this.#openBrackets > 0;
    const isAlone =
      second === undefined ||
      second === " " ||
      second === "\n" ||
      second === "\r";
    if (first === ":" && (isAlone || (isFlow && ",[]{}".includes(second))))
      return "colon";
    if (first === "-" && isAlone && !isFlow) return "dash";
    return "plain";
  }

  /** Checks what the library reports of tokens between brackets. */
  #checkFlow(): void {
    if (this.#isBlank() || this.column > this.#flowColumn) return;
    const closes =
      this.#type === "flow-end" &&
      this.#openBrackets === 1 &&
      this.column === this.#flowColumn;
    if (!closes) throw new Irregular();
  }

  /** Goes on behind a scalar of several lines. */
  #continueAt(end: number): void {
    this.#type = "blank";
    this.#end = end;
    this.next();
  }

  /** Returns the end of what a pattern matches from the token on. */
  #match(pattern: RegExp): number {
    if (!this.#matches(pattern)) throw new Irregular();
    return pattern.lastIndex;
  }

  #matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.#start;
    return pattern.test(this.text);
  }
}
