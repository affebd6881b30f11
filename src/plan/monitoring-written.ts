import type { AlertName } from "../language/monitoring-model.js";
import { limitOn } from "../signals/limits.js";
import { isSaturation, saturationSignals } from "../signals/registry.js";
import { watchOf } from "./monitoring-drift.js";
import type { Plan } from "./types.js";

/** Whether any node of a spec tunes what an alert watches, so that the alert is written unless it is switched off. */
export function isAlertWritten(
  name: AlertName,
  { nodes, cilium }: Pick<Plan, "nodes" | "cilium">,
): boolean {
  if (!isSaturation(name))
    return nodes.some((node) => watchOf(node).watched.length > 0);
  const signal = saturationSignals[name];
  return signal.on === "cilium"
    ? cilium !== undefined && signal.tunes(cilium)
    : nodes.some((node) => limitOn(signal, node) !== undefined);
}

/** The name of an alert in Prometheus: `TuningConntrackUsage` for `conntrack-usage`. */
export function nameInPrometheus(name: AlertName): string {
  const words = name.split("-");
  return `Tuning${words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")}`;
}
