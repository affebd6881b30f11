import type { CST } from "yaml";
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
import { plainValue, resolveScalar } from "./yaml-scalar.js";
import { Irregular, YamlTokens } from "./yaml-tokens.js";

/** YAML limits implicit keys to 1,024 characters. */
const LONGEST_KEY = 1000;

/**
 * Reads the YAML that nearly every spec is written in, in a third of the time: mappings, lists and scalars, without
 * anchors, tags, directives, tabs or explicit keys. It takes the library's tokens, and what they come to without its
 * parser and its composer. Returns undefined for anything else, and for anything that would be reported: the whole
 * library reads that.
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

  /** Reads a value that starts a line, further right than what it belongs to. */
  #block(): Tree {
    const { type, column, isScalar: startsWithScalar } = this.#tokens;
    if (type === "seq-item-ind") return this.#list(column);
    return startsWithScalar ? this.#mapOrScalar(column) : this.#flowLine();
  }

  #mapOrScalar(column: number): Tree {
    const tokens = this.#tokens;
    const scalar = tokens.takeScalar();
    tokens.skipSpaces();
    if (tokens.type === "map-value-ind")
      return this.#map(column, this.#keyOf(scalar));
    const tree = this.#scalarTree(scalar);
    this.#end = tokens.skipLine();
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
    this.#tokens.skipSpaces();
    return this.#keyOf(scalar);
  }

  #keyOf(scalar: CST.FlowScalar): Key {
    const { type, offset, source } = scalar;
    const { value: name } = resolveScalar(scalar);
    const isRegular =
      this.#tokens.type === "map-value-ind" &&
      !source.includes("\n") &&
      source.length < LONGEST_KEY &&
      name !== "__proto__" &&
      (name !== "<<" || type !== "scalar");
    if (!isRegular) throw new Irregular();
    return { name, start: offset, end: offset + source.length };
  }

  /** Reads the value of a key in a block, from the colon on. */
  #value(column: number): Tree {
    const tokens = this.#tokens;
    this.#comment = -1;
    const line = tokens.lineStart;
    tokens.next();
    tokens.skipSpaces();
    const empty = tokens.start;
    const hasComment = tokens.skip() >= 0;
    if (tokens.lineStart === line && tokens.type !== "end")
      return this.#inline(column);
    if (tokens.type !== "end" && tokens.column > column) return this.#block();
    if (tokens.type === "seq-item-ind" && tokens.column === column)
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
    while (tokens.type === "seq-item-ind" && tokens.column === column) {
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
    if (tokens.lineStart !== line) return this.#block();
    return tokens.isScalar
      ? this.#mapOrScalar(tokens.column)
      : this.#inline(column);
  }

  /** Reads a value on the line of its key, or of its dash. */
  #inline(column: number): Tree {
    const tokens = this.#tokens;
    if (tokens.type === "block-scalar-header") {
      const scalar = tokens.takeBlockScalar(column);
      const { value, range } = resolveScalar(scalar);
      [, this.#end] = range;
      return scalarTree(value, value, true, this.#span(range[0], range[1]));
    }
    if (!tokens.isScalar) return this.#flowLine();
    const tree = this.#scalarTree(tokens.takeScalar());
    this.#end = tokens.skipLine();
    return tree;
  }

  #flowLine(): Tree {
    const tree = this.#flow();
    this.#end = this.#tokens.skipLine();
    return tree;
  }

  #flow(): Tree {
    const tokens = this.#tokens;
    if (tokens.isScalar) return this.#scalarTree(tokens.takeScalar());
    const isList = tokens.type === "flow-seq-start";
    if (!isList && tokens.type !== "flow-map-start") throw new Irregular();
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
    while (this.#tokens.type !== "flow-seq-end") {
      items.push(this.#flow());
      this.#separator("flow-seq-end");
    }
    return listTree(items, this.#span(start, this.#closing()));
  }

  #flowMap(start: number): Tree {
    const tokens = this.#tokens;
    const entries = new Map<string, Entry>();
    while (tokens.type !== "flow-map-end") {
      const { name, start: keyStart, end: keyEnd } = this.#key();
      if (entries.has(name)) throw new Irregular();
      tokens.next();
      tokens.skip();
      const value = this.#flow();
      const span = this.#span(keyStart, keyEnd);
      entries.set(name, { key: span, value, comment: endComment(span, value) });
      this.#separator("flow-map-end");
    }
    return mapTree(entries, this.#span(start, this.#closing()));
  }

  /** Takes the comma after an item; the last one needs none. */
  #separator(closing: "flow-seq-end" | "flow-map-end"): void {
    const tokens = this.#tokens;
    tokens.skip();
    if (tokens.type === "comma") {
      tokens.next();
      tokens.skip();
    } else if (tokens.type !== closing) throw new Irregular();
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

  #scalarTree(scalar: CST.FlowScalar): Tree {
    const { value, range } = resolveScalar(scalar);
    const isQuoted = scalar.type !== "scalar";
    const data = isQuoted ? value : plainValue(value);
    return scalarTree(data, value, isQuoted, this.#span(range[0], range[1]));
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
