import type { MonitoringPlan } from "../../plan/monitoring-types.js";
import type { NodePlan } from "../../plan/types.js";
import { limitOn } from "../../signals/limits.js";
import {
  isSaturation,
  panelSignals,
  saturationSignals,
} from "../../signals/registry.js";
import type { Signal } from "../../signals/types.js";

/** Lists the arguments for collectors that are disabled by default, where a node's alerts and graphs need them. */
export function collectorArgs(
  { alerts, panels }: MonitoringPlan,
  node: NodePlan,
): readonly string[] {
  const needed = (signal: Signal, asked: boolean): readonly string[] =>
    signal.on === "nodes" &&
    signal.needs.args.length > 0 &&
    limitOn(signal, node, asked) !== undefined
      ? signal.needs.args
      : [];
  const args = [
    ...[...alerts.values()].flatMap(({ name, span }) =>
      isSaturation(name)
        ? needed(saturationSignals[name], span !== undefined)
        : [],
    ),
    ...[...panels].flatMap(([name, { on, span }]) =>
      on ? needed(panelSignals[name], span !== undefined) : [],
    ),
  ];
  return [...new Set(args)];
}
