import { isNode, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { SpecValue } from "../types.js";

/** What the values of a spec are written as. */
export type YamlNode = YAMLMap | YAMLSeq | Scalar;

/** Adds a field to a mapping, and returns its value. */
export function put(
  map: YAMLMap,
  name: string,
  value: SpecValue | YamlNode,
): YamlNode {
  const node = isNode(value) ? value : nodeOf(value);
  // `add` would first look through all that are there; no name is put twice.
  map.items.push(new Pair(new Scalar(name), node));
  return node;
}

/** Makes the node of a value; lists are in one line as long as they fit. */
export function nodeOf(value: SpecValue): YamlNode {
  if (isList(value)) return flowList(value);
  if (!isObject(value)) return new Scalar(value);
  const map = new YAMLMap();
  map.flow = Object.keys(value).length === 0;
  for (const [name, each] of Object.entries(value)) put(map, name, each);
  return map;
}

/** Makes a list in brackets. */
export function flowList(values: readonly SpecValue[]): YAMLSeq {
  const list = new YAMLSeq();
  list.flow = true;
  for (const value of values) list.add(nodeOf(value));
  return list;
}

function isList(value: SpecValue): value is readonly SpecValue[] {
  return Array.isArray(value);
}

/** Whether a value is a mapping. */
export function isObject(
  value: SpecValue,
): value is Readonly<Record<string, SpecValue>> {
  return typeof value === "object" && value !== null && !isList(value);
}
