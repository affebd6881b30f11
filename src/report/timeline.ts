import { grouped } from "../explain/grouped.js";
import type { Plan } from "../plan/types.js";
import { writtenNode } from "../plan/written-node.js";
import { hasOtherWriters, writeSteps } from "../platform/write-steps.js";
import { valueText } from "../settings/sysctl/value.js";
import { compare } from "../core/diagnostic.js";
import type { NodeColumn } from "./columns.js";
import type { TimelineRow } from "./types.js";

/** Tells who writes the sysctls of a spec, where it is not only the kernel and the spec; nodes alike are one row. */
export function timelineOf(
  columns: readonly NodeColumn[],
  plan: Plan,
): readonly TimelineRow[] {
  const all = columns.flatMap(({ node, column, known }) => {
    if (!known.writers) return [];
    const written = writtenNode(node, plan);
    const { sysctl, module } = node.settings;
    return sysctl.flatMap(({ id, value }) => {
      if (value === undefined || !hasOtherWriters(id, written)) return [];
      const needed = module.find(({ because }) => because.includes(id));
      const steps = writeSteps(id, written, {
        value: valueText(value),
        module: needed?.id,
      });
      return [
        {
          key: id,
          node: `${column.kind} ${column.name}`,
          value: valueText(value),
          steps,
        },
      ];
    });
  });
  return grouped(all, ({ key, value, steps }) =>
    JSON.stringify([key, value, steps]),
  )
    .map((same): TimelineRow => {
      const [{ key, value, steps }] = same;
      return {
        key,
        value,
        steps,
        nodes: same.map(({ node }) => node),
        ...endOf(value, steps),
      };
    })
    .sort((a, b) => compare(a.key, b.key));
}

/** What becomes of the value once everything runs; what a switch does is not the end. */
function endOf(
  value: string,
  steps: TimelineRow["steps"],
): Pick<TimelineRow, "end" | "endText"> {
  const own = steps.findIndex(({ stage }) => stage === "spec");
  const later = steps
    .slice(own + 1)
    .filter(({ stage, changes }) => stage !== "switch" && changes);
  const last = later.findLast(({ sure }) => sure);
  const open = later.findLast(({ sure }) => !sure);
  if (last !== undefined && last.value !== value)
    return { end: "reset", endText: `${last.who} replaces it` };
  if (open !== undefined)
    return { end: "open", endText: `${open.who} may replace it` };
  return { end: "kept", endText: "the value of the spec applies" };
}
