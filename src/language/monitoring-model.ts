import type { Reasons } from "../core/written.js";
import type { Span } from "../core/source.js";
import {
  eventAlerts,
  type PanelName,
  percentAlerts,
  type SaturationAlert,
} from "../signals/registry.js";

/** Alerts on settings that differ from the spec, and on settings that are not monitored. */
export const driftAlerts = [
  "drift",
  "sysctl-collector",
  "sysctl-unwatched",
] as const;

export type AlertName = SaturationAlert | (typeof driftAlerts)[number];

export const alertNames: readonly AlertName[] = [
  ...percentAlerts,
  ...eventAlerts,
  ...driftAlerts,
];

/** A label of a scrape target, and the regular expression (RE2, anchored) for its value. */
export interface WrittenMatcher {
  readonly label: string;
  readonly pattern: string;
}

/** The matchers that select the metrics of one role or host. */
export interface WrittenSelector {
  readonly name: string;
  readonly span: Span;
  readonly matchers: readonly WrittenMatcher[];
}

export interface WrittenAlert extends Reasons {
  readonly name: AlertName;
  readonly span: Span;
  /** Whether `null` disables the alert. */
  readonly off: boolean;
  /** In percent. */
  readonly threshold: number | undefined;
  /** A duration in the format of Prometheus: `10m`, `1h30m`. */
  readonly for: string | undefined;
  readonly severity: string | undefined;
}

/** A graph without an alert that the spec switches on or off. */
export interface WrittenPanel {
  readonly name: PanelName;
  readonly span: Span;
  readonly on: boolean;
}

/** A recording rule that the spec adds, replaces or switches off. */
export interface WrittenRecording {
  /** `job:http_request_duration_seconds:p99_5m` */
  readonly name: string;
  readonly span: Span;
  /** In PromQL; undefined for one that is switched off. */
  readonly expr: string | undefined;
  readonly unit: string | undefined;
  readonly why: string | undefined;
}

export interface WrittenRecordings {
  /** Whether there are no recording rules at all. */
  readonly off: boolean;
  readonly rules: readonly WrittenRecording[];
}

/** The section `monitoring`. */
export interface MonitoringSection extends Reasons {
  readonly span: Span;
  readonly namespace: string | undefined;
  /** Labels of the PrometheusRule, with which Prometheus selects it. */
  readonly labels: ReadonlyMap<string, string>;
  readonly roleLabel: string | undefined;
  readonly hostLabel: string | undefined;
  readonly roles: readonly WrittenSelector[];
  readonly hosts: readonly WrittenSelector[];
  readonly alerts: readonly WrittenAlert[];
  readonly panels: readonly WrittenPanel[];
  readonly recordings: WrittenRecordings;
  readonly drift: boolean;
}
