import { listOf } from "../../core/list-of.js";
import { promTemplateText } from "../../encode/promql.js";
import { valueText } from "../../settings/sysctl/value.js";
import { listed } from "../shared/comments.js";
import type { NodePlan } from "../../plan/types.js";

/** `k3s-worker and 3 more`: who reads an alert knows the rest. */
export function nodeNames(nodes: readonly Pick<NodePlan, "name">[]): string {
  return listed(nodes.map(({ name }) => name));
}

/** What the spec gives a key: `262144 (k3s-worker), 1048576 (linux-node)`; empty where no node sets it. */
export function specValues(id: string, nodes: readonly NodePlan[]): string {
  const byValue = new Map<string, NodePlan[]>();
  for (const node of nodes) {
    for (const { id: own, value } of node.settings.sysctl) {
      if (own !== id || value === undefined) continue;
      listOf(byValue, valueText(value)).push(node);
    }
  }
  const all = [...byValue].map(
    ([text, those]) => `${promTemplateText(text)} (${nodeNames(those)})`,
  );
  return all.length > 4
    ? `${all.slice(0, 3).join(", ")} and ${String(all.length - 3)} other values`
    : all.join(", ");
}
