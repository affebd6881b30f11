import type { Acceptance } from "../core/written.js";
import type { AlertName } from "../language/monitoring-model.js";
import type { Span } from "../core/source.js";

/** One label matcher of a selector, as PromQL has them. */
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
  /** Per cent; without meaning for events. */
  readonly threshold: number;
  /** As Prometheus takes it: `10m`. */
  readonly for: string;
  readonly severity: string;
  readonly why: string | undefined;
  readonly accept: ReadonlyMap<string, Acceptance>;
  /** Where the spec writes it; undefined where it does not. */
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
  /** By role, where the spec has matchers of its own. */
  readonly roles: ReadonlyMap<string, readonly Matcher[]>;
  readonly hosts: ReadonlyMap<string, readonly Matcher[]>;
  /** Where the spec writes the matchers of a role or a host. */
  readonly spans: ReadonlyMap<readonly Matcher[], Span>;
  /** Those that are wanted. */
  readonly alerts: ReadonlyMap<AlertName, AlertPlan>;
  readonly drift: boolean;
}
