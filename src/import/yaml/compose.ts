import {
  Composer,
  CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type Scalar,
} from "yaml";
import { MOST_LEVELS, tooDeepAt } from "../../core/yaml-nesting.js";
import type { LineMap, YamlNode, YamlPair } from "./node.js";

/** A YAML document, with offsets of the outermost file. */
export interface YamlDocument {
  /** Undefined if it is empty. */
  readonly root: YamlNode | undefined;
  readonly errors: readonly {
    readonly offset: number;
    readonly message: string;
  }[];
}

/** A comment, with its mark. */
export interface Comment {
  readonly text: string;
  readonly start: number;
}

/** Reads all documents of a text. Keys that are there twice are kept, and what is behind an error as far as it goes. */
export function composeYaml(
  text: string,
  place: LineMap,
): {
  readonly documents: readonly YamlDocument[];
  readonly comments: readonly Comment[];
} {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const message = `Nested more than ${MOST_LEVELS} levels deep`;
    const errors = [{ offset: place(deep), message }];
    return { documents: [{ root: undefined, errors }], comments: [] };
  }
  const composer = new Composer({
    // The library compares every key with every other key; readers report duplicates.
    uniqueKeys: false,
    prettyErrors: false,
    keepSourceTokens: false,
    resolveKnownTags: false,
    logLevel: "silent",
  });
  const documents = [
    ...composer.compose(new Parser().parse(text), false, text.length),
  ].map((document) => ({
    root: new NodeReader(text, place).read(document.contents),
    errors: document.errors.map(({ pos, message }) => ({
      offset: place(Math.min(pos[0], Math.max(0, text.length - 1))),
      message,
    })),
  }));
  return { documents, comments: commentsOf(text, place) };
}

function commentsOf(text: string, place: LineMap): readonly Comment[] {
  if (!text.includes("#")) return [];
  const comments: Comment[] = [];
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.SCALAR) scalar = true;
    else if (lexeme !== CST.DOCUMENT && lexeme !== CST.FLOW_END) {
      if (!scalar && lexeme.startsWith("#"))
        comments.push({ text: lexeme.trimEnd(), start: place(offset) });
      scalar = false;
      offset += lexeme.length;
    }
  }
  return comments;
}

interface LibraryPair {
  readonly key: unknown;
  readonly value: unknown;
}

class NodeReader {
  readonly #anchors = new Map<string, YamlNode>();

  constructor(
    readonly text: string,
    readonly place: LineMap,
  ) {}

  read(node: unknown): YamlNode | undefined {
    if (isAlias(node)) return this.#anchors.get(node.source);
    const read = this.#value(node);
    if ((isMap(node) || isSeq(node) || isScalar(node)) && read !== undefined) {
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, read);
    }
    return read;
  }

  #value(node: unknown): YamlNode | undefined {
    if (isMap(node)) {
      const pairs = node.items.flatMap((pair) => this.#pair(pair));
      return { kind: "map", pairs: merged(pairs), ...this.#range(node.range) };
    }
    if (isSeq(node)) {
      const items = node.items.flatMap(
        (item) =>
          (isPair(item) ? this.#pairAsMap(item) : this.read(item)) ?? [],
      );
      return { kind: "list", items, ...this.#range(node.range) };
    }
    return isScalar(node) ? this.#scalar(node) : undefined;
  }

  #pairAsMap(pair: LibraryPair): YamlNode | undefined {
    const pairs = this.#pair(pair);
    const [first] = pairs;
    if (first === undefined) return undefined;
    const { keyStart: start, value } = first;
    return { kind: "map", pairs, start, end: value.end };
  }

  #pair({ key, value }: LibraryPair): readonly YamlPair[] {
    const name = this.read(key);
    if (name === undefined) return [];
    const nothing: YamlNode = {
      kind: "scalar",
      text: "",
      type: "null",
      start: name.end,
      end: name.end,
    };
    return [
      {
        key: name.kind === "scalar" ? name.text : "(a collection)",
        keyStart: name.start,
        keyEnd: name.end,
        value: this.read(value) ?? nothing,
      },
    ];
  }

  #isClosed({ range }: Scalar): boolean {
    const [start = 0, end = 0] = range ?? [];
    const first = this.text.charAt(start);
    return end - start > 1 && first === this.text.charAt(end - 1);
  }

  #scalar(node: Scalar): YamlNode | undefined {
    const { value, source = "", type: style } = node;
    const range = this.#range(node.range);
    if (typeof value !== "string") {
      const type =
        value === null
          ? "null"
          : typeof value === "boolean"
            ? "boolean"
            : "number";
      const text = type === "null" ? "" : source;
      return { kind: "scalar", text, type, ...range };
    }
    if (style === "BLOCK_LITERAL" || style === "BLOCK_FOLDED") {
      const block = this.#block(node);
      const text =
        style === "BLOCK_FOLDED" && !/\n[^\n]/u.test(value.trimEnd())
          ? value
          : block.text;
      return { kind: "scalar", type: "string", ...block, text, ...range };
    }
    // Without its closing quote it has the rest of the file in it.
    if (style !== "PLAIN" && !this.#isClosed(node)) return undefined;
    return { kind: "scalar", type: "string", text: value, ...range };
  }

  /** The lines of a block scalar without their indentation, and where each is. */
  #block(node: Scalar): { readonly text: string; readonly lines: LineMap } {
    const [start, end] = node.range ?? [0, 0];
    const header = this.text.indexOf("\n", start);
    const from = header === -1 || header >= end ? end : header + 1;
    const lines = this.text.slice(from, end).split("\n");
    const indent = indentOf(lines);
    const outer: number[] = [];
    const inner: number[] = [];
    let [read, written] = [from, 0];
    const dedented = lines.map((line) => {
      const cut = Math.min(indent, line.length - line.trimStart().length);
      outer.push(read + cut);
      inner.push(written);
      read += line.length + 1;
      written += line.length - cut + 1;
      return line.slice(cut);
    });
    return {
      text: dedented.join("\n"),
      lines: (offset) => {
        let [low, high] = [0, inner.length - 1];
        while (low < high) {
          const middle = (low + high + 1) >> 1;
          if ((inner[middle] ?? 0) <= offset) low = middle;
          else high = middle - 1;
        }
        return this.place((outer[low] ?? 0) + offset - (inner[low] ?? 0));
      },
    };
  }

  #range(range: Document["range"] | null | undefined): {
    readonly start: number;
    readonly end: number;
  } {
    const [start, end] = range ?? [0, 0];
    const first = this.place(start);
    return {
      start: first,
      end: end > start ? this.place(end - 1) + 1 : first,
    };
  }
}

function indentOf(lines: readonly string[]): number {
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  return indents.reduce((least, each) => Math.min(least, each), Infinity);
}

/** Puts the pairs of `<<: *anchor` in place of it; a key of the mapping's own wins. */
function merged(pairs: readonly YamlPair[]): readonly YamlPair[] {
  if (!pairs.some(({ key }) => key === "<<")) return pairs;
  const own = new Set(pairs.map(({ key }) => key));
  return pairs.flatMap((pair) => {
    if (pair.key !== "<<") return [pair];
    const sources =
      pair.value.kind === "list" ? pair.value.items : [pair.value];
    return sources.flatMap((source) =>
      source.kind === "map"
        ? source.pairs.filter(({ key }) => !own.has(key))
        : [],
    );
  });
}
