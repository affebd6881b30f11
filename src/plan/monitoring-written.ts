import type { AlertName } from "../language/monitoring-model.js";
import { limitOn } from "../signals/limits.js";
import {
  isSaturation,
  type PanelName,
  panelSignals,
  saturationSignals,
} from "../signals/registry.js";
import type { Signal } from "../signals/types.js";
import { watchOf } from "./monitoring-drift.js";
import type { Plan } from "./types.js";

type Subjects = Pick<Plan, "nodes" | "cilium" | "monitoring">;

/** Whether any node of a spec tunes what an alert watches, so that the alert is written unless it is switched off. */
export function isAlertWritten(name: AlertName, plan: Subjects): boolean {
  if (!isSaturation(name))
    return plan.nodes.some((node) => watchOf(node).watched.length > 0);
  const asked = plan.monitoring?.alerts.get(name)?.span !== undefined;
  return isWatched(saturationSignals[name], plan, asked);
}

/** Whether anything of a spec is what a graph watches, so that the dashboard has it unless it is switched off. */
export function isPanelWritten(name: PanelName, plan: Subjects): boolean {
  const asked = plan.monitoring?.panels.get(name)?.span !== undefined;
  return isWatched(panelSignals[name], plan, asked);
}

/** @param asked whether the spec names the signal */
function isWatched(
  signal: Signal,
  { nodes, cilium }: Subjects,
  asked: boolean,
): boolean {
  return signal.on === "cilium"
    ? cilium !== undefined && signal.tunes(cilium)
    : nodes.some((node) => limitOn(signal, node, asked) !== undefined);
}

/** The name of an alert in Prometheus: `TuningConntrackUsage` for `conntrack-usage`. */
export function nameInPrometheus(name: AlertName): string {
  const words = name.split("-");
  return `Tuning${words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")}`;
}
