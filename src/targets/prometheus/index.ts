import * as templates from "./templates.js";
import { commentLines } from "../../encode/comment.js";
import { yamlKey, yamlString } from "../../encode/yaml.js";
import { roleNodes } from "../../plan/monitoring-selectors.js";
import type { MonitoringPlan } from "../../plan/monitoring-types.js";
import type { Plan } from "../../plan/types.js";
import { fileHeader } from "../shared/comments.js";
import { saturationAlerts } from "./alerts.js";
import { exporterFiles } from "./node-exporter-args.js";
import { dashboardFile } from "./dashboard.js";
import { driftAlerts } from "./drift.js";
import type { Alert, AlertGroup } from "./types.js";
import type { Target } from "../types.js";
import type { Comment } from "../shared/views.js";
import type { PrometheusAlertView, PrometheusRulesView } from "./templates.js";

/** Rules, a dashboard, and the arguments by which node_exporter shows what the rules compare. */
export const prometheus: Target = {
  name: "prometheus",
  templates,
  emit: (plan, render) => {
    const { monitoring } = plan;
    if (monitoring === undefined) return [];
    const { path, objectPath } = plan.targets.prometheus;
    const groups = alertGroups(plan, monitoring);
    const rules = {
      header: header(plan, monitoring),
      groups: groups.map(groupView),
    };
    const labels = [...monitoring.labels].map(([key, value]) => ({
      key: yamlKey(key),
      value: yamlString(value),
    }));
    return [
      {
        target: "prometheus",
        path,
        text: render(templates.rules, rules),
      },
      {
        target: "prometheus",
        path: objectPath,
        text: render(templates.ruleObject, {
          ...rules,
          namespace:
            monitoring.namespace !== undefined &&
            yamlString(monitoring.namespace),
          labels,
        }),
      },
      dashboardFile(
        plan,
        monitoring,
        roleNodes(plan),
        groups.flatMap(({ alerts }) => alerts),
        render,
      ),
      ...(monitoring.drift ? exporterFiles(plan, render) : []),
    ];
  },
};

/** Every alert of a plan, by group; no group is empty. */
export function alertGroups(
  plan: Plan,
  monitoring: MonitoringPlan,
): readonly AlertGroup[] {
  const roles = roleNodes(plan);
  return [
    {
      name: "tuning-saturation",
      alerts: saturationAlerts(plan, monitoring, roles),
    },
    { name: "tuning-drift", alerts: driftAlerts(plan, monitoring, roles) },
  ].filter(({ alerts }) => alerts.length > 0);
}

function header(plan: Plan, monitoring: MonitoringPlan): Comment {
  const { why, roleLabel, hostLabel } = monitoring;
  const title = "Alerts on what the spec sets";
  return fileHeader(
    plan,
    commentLines(why === undefined ? title : `${title}: ${why}`),
    [
      "Name the plain file under rule_files of Prometheus; the PrometheusRule is for its operator. Either is enough.",
      `Unless the spec has matchers of its own for them, a node's scrape target carries its role in the label ${roleLabel}, and its host's name in ${hostLabel}.`,
    ],
  );
}

function groupView({
  name,
  alerts,
}: AlertGroup): PrometheusRulesView["groups"][number] {
  return { name: yamlString(name), alerts: alerts.map(alertView) };
}

function alertView(alert: Alert): PrometheusAlertView {
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
