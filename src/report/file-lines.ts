import type { NodePlan } from "../plan/types.js";
import { listOf } from "../core/list-of.js";
import type { NodeKind } from "../settings/registry.js";
import type { Emitted } from "../explain/emitted.js";

/** A line of a generated file: the place of the file in a list, and the line. */
export type FileLine = readonly [number, number];

/** Finds the lines with a setting of a node. */
export type LinesOfNode = (kind: NodeKind, id: string) => readonly FileLine[];

/** The generated files of a report, each once. */
export interface FileLines {
  readonly of: (node: NodePlan) => LinesOfNode;
  /** The paths in the order in which they were found. */
  readonly paths: readonly string[];
}

/** Indexes the lines of the generated files by setting. */
export function fileLines({ filesOf, shownPath }: Emitted): FileLines {
  const places = new Map<string, number>();
  const paths: string[] = [];
  const placeOf = (path: string): number => {
    const known = places.get(path);
    if (known !== undefined) return known;
    places.set(path, paths.length);
    return paths.push(shownPath(path)) - 1;
  };
  return {
    paths,
    of(node) {
      const lines = new Map<string, FileLine[]>();
      for (const { path, settingLines } of filesOf(node))
        for (const { kind, id, line } of settingLines())
          listOf(lines, `${kind} ${id}`).push([placeOf(path), line]);
      return (kind, id) => distinct(lines.get(`${kind} ${id}`) ?? []);
    },
  };
}

function distinct(lines: readonly FileLine[]): readonly FileLine[] {
  return lines.length < 2
    ? lines
    : [...new Map(lines.map((line) => [line.join(" "), line])).values()];
}
