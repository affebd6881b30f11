import { generatedAgain } from "../../core/generated.js";
import { type Json, jsonText } from "../../encode/json.js";
import type { RoleNodes } from "../../plan/monitoring-selectors.js";
import type { MonitoringPlan } from "../../plan/monitoring-types.js";
import type { Plan } from "../../plan/types.js";
import { contextPanels } from "./panels.js";
import type { Alert, Panel } from "./types.js";

/**
 * The JSON of a dashboard of Grafana 9 and later with the alerts' own queries.
 * Source: grafana.com/docs, "Dashboard JSON model"; the fields are those that Grafana's published schema requires, which
 * programs that decode a dashboard strictly refuse to miss.
 */
export function dashboardJson(
  plan: Plan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
  alerts: readonly Alert[],
): string {
  const panels = [
    ...alerts.flatMap(({ panel }) => panel ?? []),
    ...contextPanels(plan, monitoring, roles),
  ];
  const drift = alerts.some(({ name }) => name === "TuningDrift");
  const dashboard = {
    title: "Kernel tuning",
    uid: "tunegen-tuning",
    description: generatedAgain(plan.specName),
    tags: ["tunegen"],
    schemaVersion: 36,
    version: 1,
    editable: false,
    refresh: "1m",
    time: { from: "now-6h", to: "now" },
    annotations: { list: [] },
    templating: {
      list: [
        {
          name: "datasource",
          type: "datasource",
          query: "prometheus",
          label: "Data source",
        },
      ],
    },
    panels: [
      ...(drift ? [driftPanel()] : []),
      ...panels.map((panel, index) => graph(panel, index, drift ? 1 : 0)),
    ],
  };
  return jsonText(dashboard).trimEnd();
}

const datasource = { type: "prometheus", uid: "${datasource}" };
const HEIGHT = 8;
/** What Grafana fills in where a panel has none of the options that its schema requires. */
const options = {
  table: { frameIndex: 0, showHeader: true },
  timeseries: {
    legend: {
      displayMode: "list",
      placement: "bottom",
      showLegend: true,
      calcs: [],
    },
    tooltip: { mode: "single", sort: "none" },
  },
};
/** As Grafana names the queries of a panel. */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function driftPanel(): Json {
  return {
    id: 1,
    type: "table",
    title: "Settings that differ from the spec",
    datasource,
    gridPos: { x: 0, y: 0, w: 24, h: HEIGHT },
    targets: [
      {
        refId: "A",
        datasource,
        expr: 'ALERTS{alertname=~"TuningDrift|TuningSysctlCollector|TuningSysctlUnwatched"}',
        format: "table",
        instant: true,
      },
    ],
    fieldConfig: { defaults: {}, overrides: [] },
    options: options.table,
  };
}

/** Two to a row. Ids are places: a panel keeps its own while those before it stay. */
function graph(panel: Panel, index: number, above: number): Json {
  const { title, queries, unit, threshold } = panel;
  return {
    id: index + 1 + above,
    type: "timeseries",
    title,
    datasource,
    gridPos: {
      x: (index % 2) * 12,
      y: (Math.floor(index / 2) + above) * HEIGHT,
      w: 12,
      h: HEIGHT,
    },
    targets: queries.map(({ expr, legend }, place) => ({
      refId: LETTERS.charAt(place),
      datasource,
      expr: withoutVariables(expr),
      legendFormat: legend,
    })),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        ...(threshold !== undefined && {
          custom: { thresholdsStyle: { mode: "line" } },
          thresholds: {
            mode: "absolute",
            steps: [
              { color: "green", value: null },
              { color: "red", value: threshold },
            ],
          },
        }),
      },
      overrides: [],
    },
    options: options.timeseries,
  };
}

/** Grafana fills in `$name` and `${name}`, in a regular expression too, unless the dollar has a class of its own. */
function withoutVariables(expr: string): string {
  return expr.replaceAll(/\$(?=[\w{])/gu, "[$]");
}
