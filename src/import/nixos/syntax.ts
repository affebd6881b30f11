import { parser } from "@replit/codemirror-lang-nix";
import type { Source, Span } from "../../core/source.js";
import { type Comment, mask } from "./mask.js";

/** A node of the grammar's tree. */
export type Node = ReturnType<typeof parser.parse>["topNode"];

/** A parsed Nix file. */
export interface Syntax {
  readonly source: Source;
  /** The expression; undefined if there is none. */
  readonly root: Node | undefined;
  readonly top: Node;
  /** The text without comments and what is in strings, of the same length. */
  readonly masked: string;
  readonly comments: readonly Comment[];
  /** Where the text is first not Nix. */
  readonly error: Span | undefined;
}

const parsed = new WeakMap<Source, Syntax>();

/** Parses a Nix file. Never fails: what is not Nix is missing in the tree. */
export function parse(source: Source): Syntax {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const { text, comments, depth } = mask(source.text);
  const top = treeOf(text, depth);
  const syntax: Syntax = {
    source,
    top,
    root: children(top)[0],
    masked: text,
    comments,
    error: firstError(source, top),
  };
  parsed.set(source, syntax);
  return syntax;
}

/** More than any file has: a deeper one is made to take the parser's time, or the whole stack. */
const DEEPEST = 500;

function treeOf(masked: string, depth: number): Node {
  try {
    if (depth <= DEEPEST) return parser.parse(masked).topNode;
  } catch (error) {
    // An expression of thousands of operators is as deep.
    if (!(error instanceof RangeError)) throw error;
  }
  // A tree that is not complete, so that the file is reported as broken.
  return parser.parse("{").topNode;
}

function firstError(source: Source, top: Node): Span | undefined {
  const cursor = top.cursor();
  do {
    if (cursor.type.isError)
      return { source, start: cursor.from, end: cursor.to };
  } while (cursor.next());
  return undefined;
}

/** Names of the grammar's nodes for signs and words: `{`, `let`. Its expressions have an upper-case letter, or `builtins`. */
function isExpression({ name, type }: Node): boolean {
  return !type.isError && (/^[A-Z]/u.test(name) || name === "builtins");
}

/** Lists the children of a node that are expressions, bindings or names, without signs and words. */
export function children(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (isExpression(child)) found.push(child);
  }
  return found;
}

export function spanOf(source: Source, { from, to }: Node): Span {
  return { source, start: from, end: to };
}

/** The text of a node in one line, as messages quote it; a long one is cut. */
export function quoted({ text }: Source, { from, to }: Node): string {
  const line = text.slice(from, Math.min(to, from + 300)).replace(/\s+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
