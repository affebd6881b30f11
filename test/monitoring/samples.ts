import { type Watched, watchOf } from "../../src/plan/monitoring-drift.js";
import type { AlertPlan } from "../../src/plan/monitoring-types.js";
import type { NodePlan } from "../../src/plan/types.js";
import { limitOn } from "../../src/signals/limits.js";
import {
  type NodeAlert,
  saturationSignals,
} from "../../src/signals/registry.js";
import { sysctlMetric } from "../../src/platform/component/node-exporter.js";

/** A series of promtool's unit tests. */
export interface Sample {
  readonly series: string;
  readonly values: string;
}

export type Labels = Readonly<Record<string, string>>;

/** `name{a="b"}`; the values of these tests need no escapes but those of JSON. */
export function seriesOf(name: string, labels: Labels): string {
  const inside = Object.entries(labels).map(
    ([label, value]) => `${label}=${JSON.stringify(value)}`,
  );
  return `${name}{${inside.join(",")}}`;
}

const MINUTES = 60;

/** The same value for an hour. */
export function steady(name: string, labels: Labels, value: string): Sample {
  return {
    series: seriesOf(name, labels),
    values: `${value}+0x${String(MINUTES)}`,
  };
}

/** One more every minute, or none. */
export function counter(name: string, labels: Labels, rises: boolean): Sample {
  return {
    series: seriesOf(name, labels),
    values: `5+${rises ? "1" : "0"}x${String(MINUTES)}`,
  };
}

/** What a node's metrics are while an alert fires, and when it just does not. */
export const saturation: Readonly<
  Record<
    NodeAlert,
    (
      labels: Labels,
      fires: boolean,
      threshold: number,
      limit: number,
    ) => readonly Sample[]
  >
> = {
  "conntrack-usage": (labels, fires, threshold) => [
    steady("node_nf_conntrack_entries_limit", labels, "1000"),
    steady("node_nf_conntrack_entries", labels, part(1000, threshold, fires)),
  ],
  "conntrack-drops": (labels, fires) => [
    counter("node_nf_conntrack_stat_drop", labels, false),
    counter("node_nf_conntrack_stat_early_drop", labels, fires),
  ],
  "listen-overflows": (labels, fires) => [
    counter("node_netstat_TcpExt_ListenOverflows", labels, fires),
  ],
  "listen-drops": (labels, fires) => [
    counter("node_netstat_TcpExt_ListenDrops", labels, fires),
  ],
  "syn-cookies": (labels, fires) => [
    counter("node_netstat_TcpExt_SyncookiesSent", labels, fires),
  ],
  "backlog-drops": (labels, fires) => [
    counter("node_softnet_dropped_total", { ...labels, cpu: "0" }, false),
    counter("node_softnet_dropped_total", { ...labels, cpu: "1" }, fires),
  ],
  "tcp-memory": (labels, fires, threshold, limit) => [
    steady("node_sockstat_TCP_mem", labels, part(limit, threshold, fires)),
  ],
  "time-wait": (labels, fires, threshold, limit) => [
    steady("node_sockstat_TCP_tw", labels, part(limit, threshold, fires)),
  ],
  "file-descriptors": (labels, fires, threshold) => [
    steady("node_filefd_maximum", labels, "1000"),
    steady("node_filefd_allocated", labels, part(1000, threshold, fires)),
  ],
  "neighbour-table": (labels, fires, threshold, limit) => [
    steady("node_arp_entries", { ...labels, device: "eth0" }, "1"),
    steady(
      "node_arp_entries",
      { ...labels, device: "cni0" },
      part(limit, threshold, fires),
    ),
  ],
  retransmissions: (labels, fires, threshold) => [
    {
      series: seriesOf("node_netstat_Tcp_RetransSegs", labels),
      // The rate of 1,000 segments a minute, in percent.
      values: `0+${String((fires ? threshold : threshold - 1) * 10)}x${String(MINUTES)}`,
    },
    {
      series: seriesOf("node_netstat_Tcp_OutSegs", labels),
      values: `0+1000x${String(MINUTES)}`,
    },
  ],
  "ena-conntrack-drops": (labels, fires) => [
    counter(
      "node_ethtool_conntrack_allowance_exceeded",
      { ...labels, device: "eth0" },
      false,
    ),
    counter(
      "node_ethtool_conntrack_allowance_exceeded",
      { ...labels, device: "eth1" },
      fires,
    ),
  ],
};

/** Right at the threshold, or well below it. */
function part(limit: number, threshold: number, fires: boolean): string {
  return String(Math.ceil((limit * (fires ? threshold : threshold - 5)) / 100));
}

/** The metrics of an alert on one node; undefined where the alert is not about it. */
export function saturationSamples(
  name: NodeAlert,
  node: NodePlan,
  labels: Labels,
  fires: boolean,
  { threshold = 0, span }: Pick<AlertPlan, "threshold" | "span">,
): readonly Sample[] | undefined {
  const limit = limitOn(saturationSignals[name], node, span !== undefined);
  return limit === undefined
    ? undefined
    : saturation[name](labels, fires, threshold, Number(limit));
}

/** The live value of a key on one node, as node_exporter shows it; undefined where it is not watched there. */
export function driftSamples(
  id: string,
  node: NodePlan,
  labels: Labels,
  drifted: boolean,
): readonly Sample[] | undefined {
  const watched = watchOf(node).watched.find((each) => each.id === id);
  return watched && live(watched, labels, drifted);
}

function live(
  watched: Watched,
  labels: Labels,
  drifted: boolean,
): readonly Sample[] {
  const { id } = watched;
  if (watched.as === "integers") {
    const last = watched.fields.length - 1;
    return watched.fields.map((field, index) =>
      steady(
        sysctlMetric(
          watched.names.length === 0
            ? id
            : `${id}_${watched.names[index] ?? ""}`,
        ),
        labels,
        // Only the last field of a vector drifts.
        (drifted && index === last ? field + 1n : field).toString(),
      ),
    );
  }
  const words = drifted ? [...watched.words, "more"] : watched.words;
  return words.map((word, index) =>
    steady(
      "node_sysctl_info",
      { ...labels, name: id, index: String(index), value: word },
      "1",
    ),
  );
}
