import { promTemplateText } from "../../encode/promql.js";
import { type RoleNodes, subjectsBy } from "../../plan/monitoring-selectors.js";
import type { AlertPlan, MonitoringPlan } from "../../plan/monitoring-types.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { limitOn } from "../../signals/limits.js";
import {
  isSaturation,
  type SaturationAlert,
  saturationSignals,
} from "../../signals/registry.js";
import { either, within } from "./query.js";
import type { Alert } from "./types.js";
import { specValues } from "./words.js";

/** Returns alerts on the usage of what the spec sizes; none on what it does not set. */
export function saturationAlerts(
  plan: Plan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
): readonly Alert[] {
  return [...monitoring.alerts.values()].flatMap((alert) =>
    isSaturation(alert.name)
      ? alertsOf(plan, monitoring, roles, alert, alert.name)
      : [],
  );
}

function alertsOf(
  plan: Plan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
  alert: AlertPlan,
  name: SaturationAlert,
): readonly Alert[] {
  const signal = saturationSignals[name];
  const { vector } = signal.series;
  if (signal.on === "cilium")
    return plan.cilium !== undefined && signal.tunes(plan.cilium)
      ? [alertOf(plan, alert, name, [vector("")([])], [])]
      : [];
  const subjects = subjectsBy(roles, monitoring, (node) =>
    limitOn(signal, node, alert.span !== undefined),
  );
  if (subjects.length === 0) return [];
  const parts = subjects.flatMap(({ value, selectors }) =>
    selectors.map((selector) => within(selector, vector(value.toString()))),
  );
  const nodes = subjects.flatMap((subject) => subject.nodes);
  return [alertOf(plan, alert, name, parts, nodes)];
}

/** @param parts queries of which each answers for nodes of its own */
function alertOf(
  plan: Plan,
  alert: AlertPlan,
  signalName: SaturationAlert,
  parts: readonly string[],
  nodes: readonly NodePlan[],
): Alert {
  const { title, unit, series, alert: words } = saturationSignals[signalName];
  const { name, keys, what, remedy } = words;
  const { threshold } = alert;
  const comparison =
    threshold === undefined ? " > 0" : ` >= ${String(threshold)}`;
  const set = keys.flatMap((id) => {
    const values = specValues(id, nodes);
    return values === "" ? [] : [`${id} = ${values}`];
  });
  return {
    of: alert.name,
    name: `Tuning${name}`,
    expr: either(parts.map((part) => part + comparison)),
    for: alert.for,
    labels: {},
    severity: alert.severity,
    summary: `{{ $labels.instance }} ${what}.`,
    description: sentences([
      remedy,
      set.length === 0
        ? ""
        : `${promTemplateText(plan.specName)} has ${set.join("; ")}.`,
      promTemplateText(alert.why ?? ""),
    ]),
    panel: {
      title,
      queries: [{ expr: either(parts), legend: series.legend }],
      unit,
      threshold,
    },
  };
}

export function sentences(texts: readonly string[]): string {
  return texts
    .map((text) => text.replaceAll(/\s+/gu, " ").trim())
    .filter((text) => text !== "")
    .join(" ");
}
