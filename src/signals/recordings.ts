import { tunesMaps } from "./cilium.js";
import { type Collector, collectors } from "./collectors.js";
import { onAws } from "./connection-tracking.js";
import { always } from "./limits.js";
import type { InCilium, OnNodes } from "./types.js";
import { mean, metric, plus, rate, sumWithout, type Vector } from "./vector.js";

/** A recording rule: what a rollout compares before and after. */
export type Recording = {
  /** What it is, in a table. */
  readonly title: string;
  readonly unit: RecordedUnit;
  readonly needs: Collector;
  readonly vector: Vector;
} & (OnNodes | InCilium);

export type RecordedUnit = "ratio" | "per second" | "sockets" | "bytes";

/**
 * The recording rules, by name: `level:metric:operations`, where the level is the labels that tell the values apart.
 * Source of the convention: prometheus.io/docs, practices/rules. Labels of the targets stay, so that the matchers of roles and
 * hosts select these, too.
 */
export const recordings = {
  "instance:node_netstat_Tcp_RetransSegs_per_OutSegs:ratio_rate5m": {
    on: "nodes",
    limit: always,
    title: "TCP segments sent again",
    unit: "ratio",
    needs: collectors.netstatSegments,
    vector: per(
      rate("node_netstat_Tcp_RetransSegs"),
      rate("node_netstat_Tcp_OutSegs"),
    ),
  },
  "instance:node_netstat_Tcp_OutRsts:rate5m": {
    on: "nodes",
    limit: always,
    title: "TCP resets sent",
    unit: "per second",
    needs: collectors.netstatResets,
    vector: rate("node_netstat_Tcp_OutRsts"),
  },
  "instance:node_netstat_TcpExt_ListenDrops:rate5m": {
    on: "nodes",
    limit: always,
    title: "Connection requests dropped",
    unit: "per second",
    needs: collectors.netstat,
    vector: rate("node_netstat_TcpExt_ListenDrops"),
  },
  "instance:node_softnet_dropped:rate5m": {
    on: "nodes",
    limit: always,
    title: "Packets dropped before the stack",
    unit: "per second",
    needs: collectors.softnet,
    vector: sumWithout("cpu", rate("node_softnet_dropped_total")),
  },
  "instance:node_network_errs:rate5m": {
    on: "nodes",
    limit: always,
    title: "Errors of network interfaces",
    unit: "per second",
    needs: collectors.netdev,
    vector: plus(
      sumWithout("device", rate("node_network_receive_errs_total")),
      sumWithout("device", rate("node_network_transmit_errs_total")),
    ),
  },
  "instance:node_nf_conntrack_entries_per_entries_limit:ratio": {
    on: "nodes",
    limit: always,
    title: "Connection-tracking table in use",
    unit: "ratio",
    needs: collectors.conntrack,
    vector: per(
      metric("node_nf_conntrack_entries"),
      metric("node_nf_conntrack_entries_limit"),
    ),
  },
  "instance:node_nf_conntrack_stat_drops:rate5m": {
    on: "nodes",
    limit: always,
    title: "Connection-tracking drops",
    unit: "per second",
    needs: collectors.conntrack,
    vector: plus(
      rate("node_nf_conntrack_stat_drop"),
      rate("node_nf_conntrack_stat_early_drop"),
    ),
  },
  "instance:node_netstat_Tcp_CurrEstab:mean5m": {
    on: "nodes",
    limit: always,
    title: "Established TCP connections",
    unit: "sockets",
    needs: collectors.netstat,
    vector: mean("node_netstat_Tcp_CurrEstab"),
  },
  "instance:node_sockstat_TCP_tw:mean5m": {
    on: "nodes",
    limit: always,
    title: "Sockets in TIME_WAIT",
    unit: "sockets",
    needs: collectors.sockstat,
    vector: mean("node_sockstat_TCP_tw"),
  },
  "instance:node_sockstat_TCP_mem_bytes:mean5m": {
    on: "nodes",
    limit: always,
    title: "Memory of TCP sockets",
    unit: "bytes",
    needs: collectors.sockstat,
    vector: mean("node_sockstat_TCP_mem_bytes"),
  },
  "instance:node_ethtool_conntrack_allowance_exceeded:rate5m": {
    on: "nodes",
    limit: onAws,
    title: "Packets dropped at AWS' limit of tracked connections",
    unit: "per second",
    needs: collectors.ethtool,
    vector: sumWithout(
      "device",
      rate("node_ethtool_conntrack_allowance_exceeded"),
    ),
  },
  "instance_map_name:cilium_bpf_map_pressure:max5m": {
    on: "cilium",
    tunes: tunesMaps,
    title: "Use of Cilium's eBPF maps",
    unit: "ratio",
    needs: collectors.cilium,
    vector: (of) =>
      `max_over_time(${metric("cilium_bpf_map_pressure")(of)}[5m])`,
  },
  "instance:cilium_drop_count:rate5m": {
    on: "cilium",
    tunes: tunesMaps,
    title: "Packets that Cilium dropped",
    unit: "per second",
    needs: collectors.cilium,
    vector: sumWithout("reason, direction", rate("cilium_drop_count_total")),
  },
} as const satisfies Readonly<Record<string, Recording>>;

export type RecordingName = keyof typeof recordings;

/** The names of the recording rules, in the order of the generated files. */
// The type of Object.keys does not keep the names.
export const recordingNames = Object.keys(
  recordings,
) as readonly RecordingName[];

export function isRecordingName(name: string): name is RecordingName {
  return Object.hasOwn(recordings, name);
}

function per(part: Vector, whole: Vector): Vector {
  return (matchers) => `${part(matchers)} / ${whole(matchers)}`;
}
