import { promTemplateText } from "../../encode/promql.js";
import {
  isPercent,
  type Limit,
  limitOn,
  type NodeAlert,
  tunesCiliumMaps,
} from "../../plan/monitoring-alerts.js";
import { type RoleNodes, subjectsBy } from "../../plan/monitoring-selectors.js";
import type { AlertPlan, MonitoringPlan } from "../../plan/monitoring-types.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { either, within } from "./query.js";
import { saturations, vectors } from "./saturation.js";
import type { Alert } from "./types.js";
import { specValues } from "./words.js";

/** Returns alerts on the usage of what the spec sizes; none on what it does not set. */
export function saturationAlerts(
  plan: Plan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
): readonly Alert[] {
  return [...monitoring.alerts.values()].flatMap((alert) => {
    if (!isSaturation(alert)) return [];
    return alert.name === "cilium-map-pressure"
      ? ciliumAlert(plan, alert)
      : nodeAlert(plan, monitoring, roles, alert, alert.name);
  });
}

type SaturationPlan = AlertPlan & { readonly name: keyof typeof saturations };

function isSaturation(alert: AlertPlan): alert is SaturationPlan {
  return Object.hasOwn(saturations, alert.name);
}

function nodeAlert(
  plan: Plan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
  alert: SaturationPlan,
  name: NodeAlert,
): readonly Alert[] {
  const subjects = subjectsBy<Limit>(roles, monitoring, (node) =>
    limitOn(name, node),
  );
  if (subjects.length === 0) return [];
  const parts = subjects.flatMap(({ value, selectors }) =>
    selectors.map((selector) =>
      within(selector, vectors[name](value.toString())),
    ),
  );
  const comparison = isPercent(name)
    ? ` >= ${String(alert.threshold)}`
    : " > 0";
  return [
    alertOf(plan, alert, {
      expr: either(parts.map((part) => part + comparison)),
      drawn: either(parts),
      legend: "{{instance}}",
      nodes: subjects.flatMap(({ nodes }) => nodes),
    }),
  ];
}

function ciliumAlert(plan: Plan, alert: SaturationPlan): readonly Alert[] {
  if (!tunesCiliumMaps(plan)) return [];
  const drawn = "cilium_bpf_map_pressure * 100";
  return [
    alertOf(plan, alert, {
      expr: `${drawn} >= ${String(alert.threshold)}`,
      drawn,
      legend: "{{instance}} {{map_name}}",
      nodes: [],
    }),
  ];
}

function alertOf(
  plan: Plan,
  alert: SaturationPlan,
  {
    expr,
    drawn,
    legend,
    nodes,
  }: {
    readonly expr: string;
    readonly drawn: string;
    readonly legend: string;
    readonly nodes: readonly NodePlan[];
  },
): Alert {
  const { name, title, keys, what, remedy } = saturations[alert.name];
  const set = keys.flatMap((id) => {
    const values = specValues(id, nodes);
    return values === "" ? [] : [`${id} = ${values}`];
  });
  const percent = isPercent(alert.name);
  return {
    name: `Tuning${name}`,
    expr,
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
      expr: drawn,
      unit: percent ? "percent" : "short",
      legend,
      threshold: percent ? alert.threshold : undefined,
    },
  };
}

export function sentences(texts: readonly string[]): string {
  return texts
    .map((text) => text.replaceAll(/\s+/gu, " ").trim())
    .filter((text) => text !== "")
    .join(" ");
}
