import type { Acceptance } from "../core/written.js";
import type { AlertName } from "../language/monitoring-model.js";
import type { Span } from "../core/source.js";
import type { Recording } from "../signals/recordings.js";
import type { PanelName } from "../signals/registry.js";

/** One label matcher of a PromQL selector. */
export interface Matcher {
  readonly label: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  /** Not yet quoted; for `=~` and `!~` a regular expression (RE2, anchored). */
  readonly value: string;
}

/** Metrics of some nodes: those that match all of `include`, without those that match all of one `exclude`. */
export interface Selector {
  readonly include: readonly Matcher[];
  readonly exclude: readonly (readonly Matcher[])[];
}

export interface AlertPlan {
  readonly name: AlertName;
  /** In percent; undefined for events. */
  readonly threshold: number | undefined;
  /** In Prometheus' form: `10m`. */
  readonly for: string;
  readonly severity: string;
  readonly why: string | undefined;
  readonly accept: ReadonlyMap<string, Acceptance>;
  /** Where it stands in the spec; undefined for a default. */
  readonly span: Span | undefined;
}

/** A graph without an alert. */
export interface PanelPlan {
  /** Whether the dashboard has it where it is watched. */
  readonly on: boolean;
  /** Where the spec says so; undefined for a default. */
  readonly span: Span | undefined;
}

/** A recording rule: what a rollout compares before and after. */
export interface RecordingPlan {
  /** `instance:node_softnet_dropped:rate5m` */
  readonly name: string;
  /** What it is, in a table. */
  readonly title: string;
  /** As a table shows it: `per second`; undefined for a query of the spec that has none. */
  readonly unit: string | undefined;
  /** The spec's own, in PromQL, or the record of tunegen's. */
  readonly query: string | Recording;
  /** Where the spec has it; undefined for a default. */
  readonly span: Span | undefined;
}

export interface MonitoringPlan {
  readonly why: string | undefined;
  readonly accept: ReadonlyMap<string, Acceptance>;
  readonly span: Span;
  readonly namespace: string | undefined;
  /** Labels of the PrometheusRule, by which a Prometheus finds it. */
  readonly labels: ReadonlyMap<string, string>;
  readonly roleLabel: string;
  readonly hostLabel: string;
  /** By role, if the spec has matchers for it. */
  readonly roles: ReadonlyMap<string, readonly Matcher[]>;
  readonly hosts: ReadonlyMap<string, readonly Matcher[]>;
  /** Where the matchers of a role or a host stand in the spec. */
  readonly spans: ReadonlyMap<readonly Matcher[], Span>;
  /** The enabled alerts. */
  readonly alerts: ReadonlyMap<AlertName, AlertPlan>;
  /** Every graph without an alert. */
  readonly panels: ReadonlyMap<PanelName, PanelPlan>;
  /** The recording rules that are not switched off, those of tunegen first. */
  readonly recordings: readonly RecordingPlan[];
  readonly drift: boolean;
}
