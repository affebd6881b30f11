/**
 * YAML as the readers see it. Every offset is one of the outermost file, also for text that a scalar of it holds.
 */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: "map";
  /** In the order of the file, with those of merged anchors; a key may be there twice. */
  readonly pairs: readonly YamlPair[];
  readonly start: number;
  readonly end: number;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  readonly start: number;
  readonly end: number;
}

export interface YamlScalar {
  readonly kind: "scalar";
  /** The text; of a number or a boolean its own spelling. Empty for nothing. */
  readonly text: string;
  readonly type: "string" | "number" | "boolean" | "null";
  /** For text of several lines: the lines, each with its place in the file. */
  readonly lines?: LineMap;
  readonly start: number;
  readonly end: number;
}

export interface YamlPair {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: YamlNode;
}

/** Maps an offset in a text to one in the file. */
export type LineMap = (offset: number) => number;

/** Finds the value at a path of keys; of keys that are there twice the last. */
export function at(
  node: YamlNode | undefined,
  ...path: readonly string[]
): YamlNode | undefined {
  let found = node;
  for (const key of path) found = pairOf(found, key)?.value;
  return found;
}

/** Finds the pair of a key; of several the last. */
export function pairOf(
  node: YamlNode | undefined,
  key: string,
): YamlPair | undefined {
  return node?.kind === "map"
    ? node.pairs.findLast((pair) => pair.key === key)
    : undefined;
}

/** Finds the text of a scalar at a path; undefined for nothing, and for a mapping or list. */
export function textAt(
  node: YamlNode | undefined,
  ...path: readonly string[]
): string | undefined {
  const found = at(node, ...path);
  return found?.kind === "scalar" && found.type !== "null"
    ? found.text
    : undefined;
}

/** Lists the items of a list; of a scalar itself, as consumers that take both do. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node?.kind === "list") return node.items;
  return node?.kind === "scalar" && node.type !== "null" ? [node] : [];
}

/** Lists the pairs of a mapping; none of anything else. */
export function pairsOf(node: YamlNode | undefined): readonly YamlPair[] {
  return node?.kind === "map" ? node.pairs : [];
}

/** Returns the place of a key. */
export function keyOf({ keyStart: start, keyEnd: end }: YamlPair): {
  readonly start: number;
  readonly end: number;
} {
  return { start, end };
}
