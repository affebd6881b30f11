import type { NodeFacts } from "../core/facts.js";
import type { Platform } from "../core/platform.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { Collector } from "./collectors.js";
import type { Vector } from "./vector.js";

/** What the spec sets on a node, as far as a signal asks. */
export interface WatchedNode {
  readonly facts: NodeFacts;
  readonly platform: Pick<Platform, "cloud">;
  readonly settings: {
    readonly sysctl: readonly Sysctl[];
    readonly kubeProxy: readonly { readonly id: string }[];
  };
}

/** The sysctls that the spec sets on a node, by key. */
export type SetSysctls = ReadonlyMap<string, Sysctl>;

/** What a signal is compared with on a node: a number of the spec or of the kernel, or a metric. */
export type Limit = bigint | "metric";

/**
 * Returns what a signal is compared with on a node; undefined if it is not watched there.
 *
 * @param asked whether the spec names the signal
 */
export type LimitOn = (
  node: WatchedNode,
  set: SetSysctls,
  asked: boolean,
) => Limit | undefined;

/** What a signal of Cilium asks of the spec's section. */
export interface WatchedCilium {
  readonly values: readonly {
    readonly path: readonly string[];
    readonly value: unknown;
  }[];
}

/** A line of a graph. */
export interface Series {
  /** Names the line, as Grafana does it: `{{instance}}`. */
  readonly legend: string;
  /** @param limit the value of the spec or the kernel, where no metric has it */
  readonly vector: (limit: string) => Vector;
  /** Whether it shows the limit itself, and so only where no metric has it. */
  readonly isLimit?: true;
}

/** What is watched, and all that is said of it: the graph, the metrics, and where it is watched. */
interface Watched {
  /** Of its graph. */
  readonly title: string;
  /** A unit of Grafana's. */
  readonly unit: "percent" | "short" | "bytes" | "cps";
  /** Completes "watches", for the documentation. */
  readonly watches: string;
  /** Completes "is written if", for the documentation. */
  readonly condition: string;
  /** What exports its metrics. */
  readonly needs: Collector;
}

export interface OnNodes {
  readonly on: "nodes";
  readonly limit: LimitOn;
}

export interface InCilium {
  readonly on: "cilium";
  readonly tunes: (cilium: WatchedCilium) => boolean;
}

/** What the texts of an alert say. */
export interface AlertWords {
  /** Part of the alert's name: `ConntrackUsage`. */
  readonly name: string;
  /** Keys that it is about, the one to change first. */
  readonly keys: readonly string[];
  /** Completes the sentence that "{{ $labels.instance }}" starts. */
  readonly what: string;
  /** What to do about it. */
  readonly remedy: string;
  /** How long the condition lasts before the alert fires, by default. */
  readonly for: string;
}

interface Alerting extends Watched {
  /** What the alert compares, and its graph shows. */
  readonly series: Series;
  readonly alert: AlertWords;
}

/** An alert on the use of a resource. */
export type PercentSignal = Alerting & {
  /** In percent, by default. */
  readonly threshold: number;
};

/** An alert on an event that should never happen. It fires at the first one. */
export type EventSignal = Alerting;

export type NodePercentSignal = PercentSignal & OnNodes;
export type NodeEventSignal = EventSignal & OnNodes;
export type CiliumPercentSignal = PercentSignal & InCilium;
export type CiliumEventSignal = EventSignal & InCilium;

/** A graph of what has no threshold: the context of the alerts. */
type Context = Watched & {
  /** The lines of a node. */
  readonly series: readonly Series[];
};

export type NodePanelSignal = Context & OnNodes;
export type CiliumPanelSignal = Context & InCilium;
export type PanelSignal = NodePanelSignal | CiliumPanelSignal;

export type Signal =
  | NodePercentSignal
  | NodeEventSignal
  | CiliumPercentSignal
  | CiliumEventSignal
  | PanelSignal;
