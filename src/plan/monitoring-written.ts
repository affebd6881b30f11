import {
  type AlertName,
  eventAlerts,
  percentAlerts,
} from "../language/monitoring-model.js";
import {
  limitOn,
  type NodeAlert,
  tunesCiliumMaps,
} from "./monitoring-alerts.js";
import { watchOf } from "./monitoring-drift.js";
import type { Plan } from "./types.js";

/** The alerts that are about nodes, and not about Cilium or about drift. */
const ofNodes: readonly string[] = [...percentAlerts, ...eventAlerts];

/** Whether any node of a spec tunes what an alert watches, so that the alert is written unless it is switched off. */
export function isAlertWritten(
  name: AlertName,
  plan: Pick<Plan, "nodes" | "cilium">,
): boolean {
  if (name === "cilium-map-pressure") return tunesCiliumMaps(plan);
  return plan.nodes.some((node) =>
    isOfNodes(name)
      ? limitOn(name, node) !== undefined
      : watchOf(node).watched.length > 0,
  );
}

function isOfNodes(name: AlertName): name is NodeAlert {
  return ofNodes.includes(name);
}

/** The name of an alert in Prometheus: `TuningConntrackUsage` for `conntrack-usage`. */
export function nameInPrometheus(name: AlertName): string {
  const words = name.split("-");
  return `Tuning${words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")}`;
}
