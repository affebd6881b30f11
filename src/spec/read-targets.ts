import type { TargetSection, WrittenPath } from "./model.js";
import type { TargetsData } from "./schema.js";
import type { Tree } from "./tree.js";

/** Reads the section `targets`: `data` as the schema passed it, `tree` for its places. */
export function readTargets(
  tree: Tree | undefined,
  data: TargetsData = {},
): TargetSection {
  const paths = new Map<string, WrittenPath>();
  for (const [target, { value }] of tree?.entries ?? []) {
    for (const [field, entry] of value.entries ?? []) {
      const path = textWithPlace(entry.value);
      if (path !== undefined && /path$/iu.test(field)) {
        paths.set(`${target}.${field}`, path);
      }
    }
  }
  return { paths, options: data };
}

/** A text of the spec with its place. */
export function textWithPlace(tree: Tree | undefined): WrittenPath | undefined {
  return tree !== undefined && typeof tree.data === "string"
    ? { template: tree.data, span: tree.span }
    : undefined;
}
