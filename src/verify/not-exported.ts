import { watchOf } from "../plan/monitoring-drift.js";
import type { NodePlan } from "../plan/types.js";
import { onceFor } from "../core/once-for.js";

const unwatchedOn = onceFor(
  (node: NodePlan): ReadonlyMap<string, string> =>
    new Map(watchOf(node).unwatched.map(({ id, why }) => [id, why])),
);

/**
 * Tells why node_exporter does not export a sysctl of a node, as a sentence without its full stop: it cannot, or it was
 * not told to.
 */
export function notExported(id: string, node: NodePlan): string {
  const why = unwatchedOn(node).get(id);
  return why === undefined
    ? "start node_exporter with the arguments that the target prometheus writes for the node"
    : `node_exporter cannot watch it (${why}): read it on the node or with the collector`;
}
