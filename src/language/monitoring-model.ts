import type { Reasons } from "../core/written.js";
import type { Span } from "../core/source.js";

/** Alerts on how full something is: their threshold is per cent. */
export const percentAlerts = [
  "conntrack-usage",
  "tcp-memory",
  "time-wait",
  "file-descriptors",
  "neighbour-table",
  "cilium-map-pressure",
] as const;

/** Alerts on events that must not happen at all: they fire at the first one, without a threshold. */
export const eventAlerts = [
  "conntrack-drops",
  "listen-overflows",
  "listen-drops",
  "syn-cookies",
  "backlog-drops",
] as const;

/** Alerts on the settings themselves, and on their being watched. */
export const driftAlerts = [
  "drift",
  "sysctl-collector",
  "sysctl-unwatched",
] as const;

export type PercentAlert = (typeof percentAlerts)[number];
export type SaturationAlert = PercentAlert | (typeof eventAlerts)[number];
export type AlertName = SaturationAlert | (typeof driftAlerts)[number];

export const alertNames: readonly AlertName[] = [
  ...percentAlerts,
  ...eventAlerts,
  ...driftAlerts,
];

/** A label of a scrape target, and the regular expression (RE2, anchored) that its value matches. */
export interface WrittenMatcher {
  readonly label: string;
  readonly pattern: string;
}

/** How the metrics of a role's nodes, or of one host, are told from the others. */
export interface WrittenSelector {
  readonly name: string;
  readonly span: Span;
  readonly matchers: readonly WrittenMatcher[];
}

export interface WrittenAlert extends Reasons {
  readonly name: AlertName;
  readonly span: Span;
  /** `null` was written: the alert is not wanted. */
  readonly off: boolean;
  /** Per cent. */
  readonly threshold: number | undefined;
  /** As Prometheus takes it: `10m`, `1h30m`. */
  readonly for: string | undefined;
  readonly severity: string | undefined;
}

/** The section `monitoring`. */
export interface MonitoringSection extends Reasons {
  readonly span: Span;
  readonly namespace: string | undefined;
  /** Labels of the PrometheusRule, by which a Prometheus finds it. */
  readonly labels: ReadonlyMap<string, string>;
  readonly roleLabel: string | undefined;
  readonly hostLabel: string | undefined;
  readonly roles: readonly WrittenSelector[];
  readonly hosts: readonly WrittenSelector[];
  readonly alerts: readonly WrittenAlert[];
  readonly drift: boolean;
}
