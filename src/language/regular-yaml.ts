import { endComment } from "../core/end-comment.js";
import type { Source, Span } from "../core/source.js";
import {
  type Entry,
  listTree,
  mapTree,
  scalarTree,
  type Tree,
} from "../core/tree.js";
import { MOST_LEVELS } from "../core/yaml-nesting.js";
import { blockText, plainValue, scalarText } from "./yaml-scalar.js";
import { Irregular, type WrittenScalar, YamlTokens } from "./yaml-tokens.js";

/** YAML limits implicit keys to 1,024 characters. */
const LONGEST_KEY = 1000;

/**
 * Reads the YAML that nearly every spec is written in, in a third of the time: mappings, lists and scalars, without
 * anchors, tags, directives, tabs or explicit keys. Returns undefined for anything else, and for anything that would be
 * reported: the YAML library reads that. What both read, they read alike (test/language/regular-yaml.long.test.ts).
 */
export function readRegularYaml(source: Source): Tree | undefined {
  try {
    return new RegularReader(source).document();
  } catch (cause) {
    if (cause instanceof Irregular) return undefined;
    throw cause;
  }
}

class RegularReader {
  readonly #tokens: YamlTokens;
  /** The offset after the last value and the rest of its line: where a block that it is the last of ends. */
  #end = 0;
  /** The column of the rightmost comment after the last value; -1 if there is none that still belongs to no block. */
  #comment = -1;
  #depth = 0;

  constructor(readonly source: Source) {
    this.#tokens = new YamlTokens(source.text);
  }

  document(): Tree {
    const tokens = this.#tokens;
    tokens.skip();
    if (tokens.column !== 0 || !tokens.isScalar) throw new Irregular();
    const tree = this.#map(0, this.#key());
    if (tokens.type !== "end") throw new Irregular();
    return tree;
  }

  /** Reads a value that starts a line, further right than the column of what it belongs to. */
  #block(parent: number): Tree {
    const { type, column, isScalar } = this.#tokens;
    if (type === "dash") return this.#list(column);
    return isScalar
      ? this.#mapOrScalar(column, parent)
      : this.#flowLine(parent);
  }

  #mapOrScalar(column: number, parent: number): Tree {
    const tokens = this.#tokens;
    const scalar = tokens.takeScalar();
    tokens.skipBlanks();
    return tokens.type === "colon"
      ? this.#map(column, this.#keyOf(scalar))
      : this.#scalarLines(scalar, parent);
  }

  /** Reads a scalar and the rest of its last line. */
  #scalarLines(scalar: WrittenScalar, parent: number): Tree {
    const whole = this.#tokens.takeFurtherLines(scalar, parent);
    const tree = this.#scalarTree(whole);
    this.#end = this.#tokens.skipLine();
    return tree;
  }

  #map(column: number, first: Key): Tree {
    this.#descend();
    const tokens = this.#tokens;
    const entries = new Map<string, Entry>();
    for (let key = first; ; key = this.#key()) {
      const { name, start, end } = key;
      if (entries.has(name)) throw new Irregular();
      const span = this.#span(start, end);
      const value = this.#value(column);
      entries.set(name, { key: span, value, comment: endComment(span, value) });
      this.#skipBelow(column);
      if (tokens.type === "end" || tokens.column < column) break;
      if (tokens.column > column) throw new Irregular();
    }
    const tree = mapTree(entries, this.#span(first.start, this.#end));
    this.#leaveBlock(column);
    return tree;
  }

  /** Reads a key up to its colon. */
  #key(): Key {
    const scalar = this.#tokens.takeScalar();
    this.#tokens.skipBlanks();
    return this.#keyOf(scalar);
  }

  #keyOf(scalar: WrittenScalar): Key {
    const { isQuoted, start, source } = scalar;
    const name = scalarText(scalar);
    const isRegular =
      this.#tokens.type === "colon" &&
      source.length < LONGEST_KEY &&
      name !== "__proto__" &&
      (name !== "<<" || isQuoted);
    if (!isRegular) throw new Irregular();
    return { name, start, end: start + source.length };
  }

  /** Reads the value of a key in a block, from the colon on. */
  #value(column: number): Tree {
    const tokens = this.#tokens;
    this.#comment = -1;
    const line = tokens.lineStart;
    tokens.next();
    tokens.skipBlanks();
    const empty = tokens.start;
    const hasComment = tokens.skip() >= 0;
    if (tokens.lineStart === line && tokens.type !== "end")
      return this.#inline(column);
    if (tokens.type !== "end" && tokens.column > column)
      return this.#block(column);
    if (tokens.type === "dash" && tokens.column === column)
      return this.#list(column);
    if (hasComment) throw new Irregular();
    this.#end = empty;
    return scalarTree(null, "", false, this.#span(empty, empty));
  }

  #list(column: number): Tree {
    this.#descend();
    const tokens = this.#tokens;
    const { start } = tokens;
    const items: Tree[] = [];
    while (tokens.type === "dash" && tokens.column === column) {
      items.push(this.#item(column));
      this.#skipBelow(column);
    }
    if (tokens.type !== "end" && tokens.column > column) throw new Irregular();
    const tree = listTree(items, this.#span(start, this.#end));
    this.#leaveBlock(column);
    return tree;
  }

  /** Skips to the next entry. The library counts a comment further right to the value above it. */
  #skipBelow(column: number): void {
    this.#comment = Math.max(this.#comment, this.#tokens.skip());
    if (this.#comment > column) throw new Irregular();
  }

  /** Comments at the end of a block are a part of it, so that the blocks around it end after them. */
  #leaveBlock(column: number): void {
    this.#depth -= 1;
    if (column === 0 || this.#comment < column) return;
    this.#end = this.#tokens.start;
    this.#comment = -1;
  }

  #item(column: number): Tree {
    const tokens = this.#tokens;
    this.#comment = -1;
    const line = tokens.lineStart;
    tokens.next();
    tokens.skip();
    if (tokens.type === "end" || tokens.column <= column) throw new Irregular();
    if (tokens.lineStart !== line) return this.#block(column);
    return tokens.isScalar
      ? this.#mapOrScalar(tokens.column, column)
      : this.#inline(column);
  }

  /** Reads a value on the line of its key, or of its dash. */
  #inline(column: number): Tree {
    const tokens = this.#tokens;
    if (tokens.type === "block-scalar") {
      const block = tokens.takeBlockScalar(column);
      const { start, header, lines } = block;
      const text = blockText(block, column);
      this.#end = start + header.length + lines.length;
      return scalarTree(text, text, true, this.#span(start, this.#end));
    }
    return tokens.isScalar
      ? this.#scalarLines(tokens.takeScalar(), column)
      : this.#flowLine(column);
  }

  #flowLine(column: number): Tree {
    this.#tokens.enterFlow(column);
    const tree = this.#flow();
    this.#end = this.#tokens.skipLine();
    return tree;
  }

  #flow(): Tree {
    const tokens = this.#tokens;
    if (tokens.isScalar) return this.#scalarTree(tokens.takeScalar());
    const isList = tokens.type === "list-start";
    if (!isList && tokens.type !== "map-start") throw new Irregular();
    this.#descend();
    const { start } = tokens;
    tokens.next();
    tokens.skip();
    const tree = isList ? this.#flowList(start) : this.#flowMap(start);
    this.#depth -= 1;
    return tree;
  }

  #flowList(start: number): Tree {
    const items: Tree[] = [];
    while (!this.#closes("]")) {
      items.push(this.#flow());
      this.#separator();
    }
    return listTree(items, this.#span(start, this.#closing()));
  }

  #flowMap(start: number): Tree {
    const tokens = this.#tokens;
    const entries = new Map<string, Entry>();
    while (!this.#closes("}")) {
      const { name, start: keyStart, end: keyEnd } = this.#key();
      if (entries.has(name)) throw new Irregular();
      tokens.next();
      tokens.skip();
      const value = this.#flow();
      const span = this.#span(keyStart, keyEnd);
      entries.set(name, { key: span, value, comment: endComment(span, value) });
      this.#separator();
    }
    return mapTree(entries, this.#span(start, this.#closing()));
  }

  /** Takes the comma after an item; the last one needs none. */
  #separator(): void {
    const tokens = this.#tokens;
    tokens.skip();
    if (tokens.type === "comma") {
      tokens.next();
      tokens.skip();
    } else if (tokens.type !== "flow-end") throw new Irregular();
  }

  /** Whether a bracket of this kind follows; another one is an error. */
  #closes(bracket: "]" | "}"): boolean {
    const { type, start, text } = this.#tokens;
    if (type !== "flow-end") return false;
    if (text[start] !== bracket) throw new Irregular();
    return true;
  }

  /** Takes the closing bracket, and returns the offset after it. */
  #closing(): number {
    this.#tokens.next();
    return this.#tokens.start;
  }

  #descend(): void {
    this.#depth += 1;
    if (this.#depth > MOST_LEVELS) throw new Irregular();
  }

  #scalarTree(scalar: WrittenScalar): Tree {
    const { isQuoted, start, source } = scalar;
    const text = scalarText(scalar);
    const data = isQuoted ? text : plainValue(text);
    const span = this.#span(start, start + source.length);
    return scalarTree(data, text, isQuoted, span);
  }

  #span(start: number, end: number): Span {
    return { source: this.source, start, end };
  }
}

/** A key as text, and its place. */
interface Key {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}
