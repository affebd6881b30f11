import { type RoleNodes, subjectsBy } from "../../plan/monitoring-selectors.js";
import type { MonitoringPlan } from "../../plan/monitoring-types.js";
import type { Plan } from "../../plan/types.js";
import { limitOn } from "../../signals/limits.js";
import { panelSignals } from "../../signals/registry.js";
import type { PanelSignal, Series } from "../../signals/types.js";
import { either, within } from "./query.js";
import type { Panel, PanelQuery } from "./types.js";

/** Returns the graphs that have no alert; they are the context of the others. */
export function contextPanels(
  plan: Plan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
): readonly Panel[] {
  return [...monitoring.panels].flatMap(([name, { on, span }]) => {
    if (!on) return [];
    const signal: PanelSignal = panelSignals[name];
    const queries = signal.series.flatMap((series) =>
      queryOf(plan, monitoring, roles, signal, series, span !== undefined),
    );
    const { title, unit } = signal;
    return queries.length === 0
      ? []
      : [{ title, queries, unit, threshold: undefined }];
  });
}

function queryOf(
  plan: Plan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
  signal: PanelSignal,
  { legend, vector, isLimit }: Series,
  asked: boolean,
): readonly PanelQuery[] {
  if (signal.on === "cilium")
    return plan.cilium !== undefined && signal.tunes(plan.cilium)
      ? [{ expr: vector("")([]), legend }]
      : [];
  const subjects = subjectsBy(roles, monitoring, (node) => {
    const limit = limitOn(signal, node, asked);
    if (isLimit === true) return limit === "metric" ? undefined : limit;
    // Nodes with different limits have the same query.
    return limit && "metric";
  });
  if (subjects.length === 0) return [];
  const parts = subjects.flatMap(({ value, selectors }) =>
    selectors.map((selector) => within(selector, vector(value.toString()))),
  );
  return [{ expr: either(parts), legend }];
}
