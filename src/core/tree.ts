import type { Span } from "./source.js";

/** A YAML value together with where it stands: what every message is made from. */
export interface Tree {
  /**
   * Plain data: objects without prototype surprises, arrays, strings, numbers, bigints, booleans, null.
   * Undefined for a value that could not be read, which was reported.
   */
  readonly data: unknown;
  readonly span: Span;
  /** A scalar as it was written, without quotes: `010`, where `data` is 10. */
  readonly raw: string | undefined;
  readonly quoted: boolean;
  readonly entries: ReadonlyMap<string, Entry> | undefined;
  readonly items: readonly Tree[] | undefined;
  /** How many values stand below it, itself included, with aliases expanded. */
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

/** The entry a path leads to, or undefined where it ends in a list or leads nowhere. */
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

/** The place a path names: its key where it has one, else its value, else the nearest thing above it. */
export function spanAt(root: Tree, path: Path): Span {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    const span = entryAt(root, part)?.key ?? treeAt(root, part)?.span;
    if (span !== undefined) return span;
  }
  return root.span;
}
