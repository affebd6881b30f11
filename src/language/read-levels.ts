import { levels } from "../core/severity.js";
import type { Tree } from "../core/tree.js";
import type { WrittenLevel } from "./model.js";

/** Reads the section `rules`. The registry of the rules, which lies further up, knows their names. */
export function readLevels(
  tree: Tree | undefined,
): ReadonlyMap<string, WrittenLevel> {
  return new Map(
    [...(tree?.entries ?? [])].flatMap(([name, { key: span, value }]) => {
      const level = levels.find((each) => each === value.data);
      return level === undefined ? [] : [[name, { level, span }] as const];
    }),
  );
}
