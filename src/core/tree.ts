import type { Span } from "./source.js";

/** A YAML value with its position. */
export interface Tree {
  /**
   * Plain data: objects without a prototype, arrays, strings, numbers, bigints, booleans, null.
   * Undefined for a value that could not be read (an error was reported).
   */
  readonly data: unknown;
  readonly span: Span;
  /** A scalar as written, without quotes: `010` if `data` is 10. */
  readonly raw: string | undefined;
  readonly quoted: boolean;
  readonly entries: ReadonlyMap<string, Entry> | undefined;
  readonly items: readonly Tree[] | undefined;
  /** The number of values in it, including itself, with aliases expanded. */
  readonly size: number;
}

/** One `key: value` of a mapping. */
export interface Entry {
  readonly key: Span;
  readonly value: Tree;
  /** The comment at the end of the entry's line. */
  readonly comment: string | undefined;
}

export type Path = readonly PropertyKey[];

/** Makes the tree of a scalar. */
export function scalarTree(
  data: unknown,
  raw: string | undefined,
  quoted: boolean,
  span: Span,
): Tree {
  return {
    data,
    raw,
    quoted,
    span,
    entries: undefined,
    items: undefined,
    size: 1,
  };
}

/** Makes the tree of a list. */
export function listTree(items: readonly Tree[], span: Span): Tree {
  return {
    data: items.map((item) => item.data),
    raw: undefined,
    quoted: false,
    span,
    entries: undefined,
    items,
    size: items.reduce((sum, item) => sum + item.size, 1),
  };
}

/** Makes the tree of a mapping. */
export function mapTree(entries: ReadonlyMap<string, Entry>, span: Span): Tree {
  const data: Record<string, unknown> = {};
  let size = 1;
  for (const [name, { value }] of entries) {
    data[name] = value.data;
    size += value.size;
  }
  return {
    data,
    raw: undefined,
    quoted: false,
    span,
    entries,
    items: undefined,
    size,
  };
}

/** Returns the entry at a path; undefined if the path ends in a list or does not exist. */
export function entryAt(root: Tree, path: Path): Entry | undefined {
  const last = path.at(-1);
  return typeof last === "string"
    ? treeAt(root, path.slice(0, -1))?.entries?.get(last)
    : undefined;
}

export function treeAt(root: Tree, path: Path): Tree | undefined {
  let tree: Tree | undefined = root;
  for (const step of path) {
    if (tree === undefined) return undefined;
    tree =
      typeof step === "number"
        ? tree.items?.[step]
        : typeof step === "string"
          ? tree.entries?.get(step)?.value
          : undefined;
  }
  return tree;
}

/** Returns the span of a path: its key, otherwise its value, otherwise the nearest parent. */
export function spanAt(root: Tree, path: Path): Span {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    const span = entryAt(root, part)?.key ?? treeAt(root, part)?.span;
    if (span !== undefined) return span;
  }
  return root.span;
}
