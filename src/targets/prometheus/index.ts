import { commentLines } from "../../encode/comment.js";
import { yamlKey, yamlString } from "../../encode/yaml.js";
import { roleNodes } from "../../plan/monitoring-selectors.js";
import type { MonitoringPlan } from "../../plan/monitoring-types.js";
import type { Plan } from "../../plan/types.js";
import { defineTarget } from "../define-target.js";
import { fileHeader } from "../shared/comments.js";
import { saturationAlerts } from "./alerts.js";
import { exporterFiles } from "./node-exporter-args.js";
import { dashboardJson } from "./dashboard.js";
import { driftAlerts } from "./drift.js";
import { recordingRules } from "./recordings.js";
import type { Alert, RuleGroup } from "./types.js";
import type { Comment } from "../shared/views.js";
import * as templates from "./templates.js";

/** Emits rules, a dashboard, and the arguments with which node_exporter exports what the rules compare. */
export const prometheus = defineTarget({
  name: "prometheus",
  summary:
    "Alerts, recording rules, a dashboard and node_exporter arguments, if the spec has the section `monitoring`",
  outputs: {
    path: {
      path: "prometheus/tuning.rules.yaml",
      per: "spec",
      description: "Alerting and recording rules for Prometheus",
    },
    objectPath: {
      path: "prometheus/tuning.prometheusrule.yaml",
      per: "spec",
      description:
        "The same rules as a PrometheusRule for the Prometheus Operator",
    },
    dashboardPath: {
      path: "prometheus/grafana-dashboard.json",
      per: "spec",
      description: "A dashboard for Grafana",
    },
    argsPath: {
      path: "prometheus/{kind}-{name}/node-exporter.args",
      per: "node",
      description: "Arguments for node_exporter",
    },
    valuesPath: {
      path: "prometheus/{kind}-{name}/node-exporter-values.yaml",
      per: "node",
      description:
        "The same arguments as values for the chart prometheus-node-exporter",
    },
  },
  options: {},
  section: "monitoring",
  handles: {},
  writesFor: () => true,
  templates,
  emit: (emission) => {
    const { plan, render } = emission;
    const { monitoring } = plan;
    if (monitoring === undefined) return [];
    const groups = ruleGroups(plan, monitoring);
    const alerts = groups.flatMap((group) => group.alerts);
    const rules = {
      header: header(plan, monitoring),
      groups: groups.map(groupView),
    };
    return [
      {
        output: "path" as const,
        nodes: [],
        text: render(templates.rules, rules),
      },
      {
        output: "objectPath" as const,
        nodes: [],
        text: render(templates.ruleObject, {
          ...rules,
          namespace:
            monitoring.namespace !== undefined &&
            yamlString(monitoring.namespace),
          labels: [...monitoring.labels].map(([key, value]) => ({
            key: yamlKey(key),
            value: yamlString(value),
          })),
        }),
      },
      {
        output: "dashboardPath" as const,
        nodes: [],
        text: render(templates.dashboard, {
          json: dashboardJson(plan, monitoring, roleNodes(plan), alerts),
        }),
      },
      ...exporterFiles(emission, monitoring),
    ];
  },
});

/** Every rule of a plan, by group; no group is empty. */
export function ruleGroups(
  plan: Plan,
  monitoring: MonitoringPlan,
): readonly RuleGroup[] {
  const roles = roleNodes(plan);
  return [
    {
      name: "tuning-saturation",
      alerts: saturationAlerts(plan, monitoring, roles),
      recordings: [],
    },
    {
      name: "tuning-drift",
      alerts: driftAlerts(plan, monitoring, roles),
      recordings: [],
    },
    {
      name: "tuning-comparison",
      alerts: [],
      recordings: recordingRules(plan, monitoring, roles),
    },
  ].filter(
    ({ alerts, recordings }) => alerts.length > 0 || recordings.length > 0,
  );
}

function header(plan: Plan, monitoring: MonitoringPlan): Comment {
  const { why, roleLabel, hostLabel } = monitoring;
  const title = "Alerts on what the spec sets";
  return fileHeader(
    plan,
    commentLines(why === undefined ? title : `${title}: ${why}`),
    [
      "Use one of the two: list the plain file in rule_files of Prometheus, or apply the PrometheusRule with the Prometheus Operator.",
      `Unless the spec sets its own matchers, scrape targets need the labels ${roleLabel} (the role) and ${hostLabel} (the host's name).`,
    ],
  );
}

function groupView({
  name,
  alerts,
  recordings,
}: RuleGroup): templates.PrometheusRulesView["groups"][number] {
  return {
    name: yamlString(name),
    alerts: alerts.map(alertView),
    recordings: recordings.map(({ record, expr }) => ({
      name: yamlString(record),
      expr: expr.split("\n"),
    })),
  };
}

function alertView(alert: Alert): templates.PrometheusAlertView {
  return {
    name: yamlKey(alert.name),
    expr: alert.expr.split("\n"),
    for: yamlString(alert.for),
    labels: [
      ...Object.entries(alert.labels),
      ["severity", alert.severity] as const,
    ].map(([key, value]) => ({ key: yamlKey(key), value: yamlString(value) })),
    summary: yamlString(alert.summary),
    description: yamlString(alert.description),
  };
}
