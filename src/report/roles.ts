import { memoryOf } from "../explain/memory.js";
import type { Plan } from "../plan/types.js";
import type { NodeColumn } from "./columns.js";
import type { Cell, Distance, Matrix, RoleReport } from "./types.js";

/** Tells what the tuning of each role changes against a node without it. */
export function rolesOf(
  columns: readonly NodeColumn[],
  plan: Plan,
  matrix: Matrix,
): readonly RoleReport[] {
  return columns.flatMap(({ node, known, column: { kind } }, at) =>
    kind === "host"
      ? []
      : [
          {
            column: at,
            profiles: node.profiles,
            memory: known.memory ? memoryOf(node, plan) : undefined,
            ...comparedTo(at, matrix),
          },
        ],
  );
}

function comparedTo(
  column: number,
  { groups }: Matrix,
): Pick<RoleReport, "counts" | "changes" | "unknown"> {
  const all = groups
    .flatMap(({ rows }) => rows)
    .flatMap(({ cells: ofRow }) => ofRow[column] ?? []);
  const cells = all.flatMap((cell) => ("finding" in cell ? [] : [cell]));
  const counts: Record<Distance["direction"], number> = {
    up: 0,
    down: 0,
    other: 0,
    same: 0,
    unknown: 0,
  };
  for (const { distance } of cells) counts[distance.direction]++;
  const changed = cells.filter(({ distance: { direction } }) =>
    ["up", "down", "other"].includes(direction),
  );
  return {
    counts,
    unknown: all.length - cells.length,
    changes: changed
      .sort((a, b) => weight(b) - weight(a))
      .map(({ detail }) => detail),
  };
}

function weight({ distance }: Cell): number {
  return distance.step;
}
