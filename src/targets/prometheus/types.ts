import type { AlertName } from "../../language/monitoring-model.js";

/** One alert, before it is laid out. */
export interface Alert {
  /** Its name in the section `monitoring`. */
  readonly of: AlertName;
  /** `TuningConntrackUsage` */
  readonly name: string;
  /** PromQL, of several lines where it has several parts. */
  readonly expr: string;
  readonly for: string;
  /** Beside `severity`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly severity: string;
  /** Go render, which Prometheus fills in. */
  readonly summary: string;
  readonly description: string;
  /** How it is drawn; undefined for alerts that have nothing to draw. */
  readonly panel: Panel | undefined;
}

export interface Panel {
  readonly title: string;
  readonly queries: readonly PanelQuery[];
  /** A unit of Grafana's: `percent`, `short`. */
  readonly unit: string;
  /** Where it becomes an alert. */
  readonly threshold: number | undefined;
}

export interface PanelQuery {
  readonly expr: string;
  /** What names a line of the graph. */
  readonly legend: string;
}

/** One recording rule, before it is laid out. */
export interface RecordingRule {
  /** `instance:node_softnet_dropped:rate5m` */
  readonly record: string;
  /** PromQL, of several lines where it has several parts. */
  readonly expr: string;
}

export interface RuleGroup {
  readonly name: string;
  readonly alerts: readonly Alert[];
  readonly recordings: readonly RecordingRule[];
}
