import { spec as rulesSpec } from "../../../templates/prometheus/rules.hbs";
import { spec as ruleObjectSpec } from "../../../templates/prometheus/rule-object.hbs";
import { spec as dashboardSpec } from "../../../templates/prometheus/dashboard.hbs";
import { spec as exporterArgsSpec } from "../../../templates/prometheus/node-exporter-args.hbs";
import { spec as exporterValuesSpec } from "../../../templates/prometheus/node-exporter-values.hbs";
import { template } from "../shared/template.js";
import type { Comment, SettingView } from "../shared/views.js";

export interface PrometheusRulesView {
  readonly header: Comment;
  readonly groups: readonly {
    readonly name: string;
    readonly alerts: readonly PrometheusAlertView[];
    readonly recordings: readonly PrometheusRecordingView[];
  }[];
}

export interface PrometheusRecordingView {
  readonly name: string;
  /** Lines of a literal block. */
  readonly expr: readonly string[];
}

export interface PrometheusAlertView {
  readonly name: string;
  /** Lines of a literal block. */
  readonly expr: readonly string[];
  readonly for: string;
  readonly labels: readonly SettingView[];
  readonly summary: string;
  readonly description: string;
}

export interface PrometheusObjectView extends PrometheusRulesView {
  readonly namespace: false | string;
  readonly labels: readonly SettingView[];
}

export interface PrometheusDashboardView {
  /** The whole file; JSON has no comments. */
  readonly json: string;
}

export interface NodeExporterArgsView {
  readonly header: Comment;
  readonly unwatched: Comment;
  readonly args: readonly string[];
}

export interface NodeExporterValuesView {
  readonly header: Comment;
  readonly args: readonly string[];
}

export const rules = template<PrometheusRulesView>(
  "prometheus/rules",
  rulesSpec,
);

export const ruleObject = template<PrometheusObjectView>(
  "prometheus/rule-object",
  ruleObjectSpec,
);

export const dashboard = template<PrometheusDashboardView>(
  "prometheus/dashboard",
  dashboardSpec,
);

export const exporterArgs = template<NodeExporterArgsView>(
  "prometheus/node-exporter-args",
  exporterArgsSpec,
);

export const exporterValues = template<NodeExporterValuesView>(
  "prometheus/node-exporter-values",
  exporterValuesSpec,
);
