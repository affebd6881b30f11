import type { NodeAlert } from "../../plan/monitoring-alerts.js";
import type { Matcher } from "../../plan/monitoring-types.js";
import type { SaturationAlert } from "../../language/monitoring-model.js";
import { increase, metric } from "./query.js";

/** The texts of an alert. */
export interface Saturation {
  /** Part of the alert's name: `ConntrackUsage`. */
  readonly name: string;
  readonly title: string;
  /** Keys that it is about, the one to change first. */
  readonly keys: readonly string[];
  /** Completes the sentence that "{{ $labels.instance }}" starts. */
  readonly what: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * Per cent, or how often something happened. `limit` is the value of the spec or the kernel, where no metric has it.
 * All metrics are from collectors and fields of node_exporter that are enabled by default.
 * Source: prometheus/node_exporter, README.md and collector/{conntrack,netstat,sockstat,softnet,filefd,arp}_linux.go;
 * each was seen in version 1.5.0.
 */
export const vectors: Readonly<
  Record<NodeAlert, (limit: string) => (matchers: readonly Matcher[]) => string>
> = {
  // A limit of 0 is no limit.
  "conntrack-usage": () => (of) =>
    `${metric("node_nf_conntrack_entries")(of)} / (${metric("node_nf_conntrack_entries_limit")(of)} > 0) * 100`,
  "conntrack-drops": () => (of) =>
    `${increase("node_nf_conntrack_stat_drop")(of)} + ${increase("node_nf_conntrack_stat_early_drop")(of)}`,
  "listen-overflows": () => increase("node_netstat_TcpExt_ListenOverflows"),
  "listen-drops": () => increase("node_netstat_TcpExt_ListenDrops"),
  "syn-cookies": () => increase("node_netstat_TcpExt_SyncookiesSent"),
  "backlog-drops": () => (of) =>
    `sum without (cpu) (${increase("node_softnet_dropped_total")(of)})`,
  "tcp-memory": (pages) => (of) =>
    `${metric("node_sockstat_TCP_mem")(of)} / ${pages} * 100`,
  "time-wait": (most) => (of) =>
    `${metric("node_sockstat_TCP_tw")(of)} / ${most} * 100`,
  "file-descriptors": () => (of) =>
    `${metric("node_filefd_allocated")(of)} / ${metric("node_filefd_maximum")(of)} * 100`,
  "neighbour-table": (most) => (of) =>
    `sum without (device) (${metric("node_arp_entries")(of)}) / ${most} * 100`,
};

/** `$value` as a whole number: per cent, or how often. */
const VALUE = '{{ printf "%.0f" $value }}';

/**
 * Sources of what the counters mean: docs.kernel.org, networking/nf_conntrack-sysctl and networking/ip-sysctl;
 * Linux, net/ipv4/tcp_input.c (tcp_conn_request: cookies are sent, or the connection is dropped, once the queue of
 * half-open ones is full), net/core/dev.c (enqueue_to_backlog). Cilium: docs.cilium.io, observability/metrics.
 */
export const saturations: Readonly<Record<SaturationAlert, Saturation>> = {
  "conntrack-usage": {
    name: "ConntrackUsage",
    title: "Connection-tracking table",
    keys: ["net.netfilter.nf_conntrack_max"],
    what: `fills ${VALUE} % of its connection-tracking table`,
    remedy:
      'A full table drops packets ("nf_conntrack: table full, dropping packet"). Raise nf_conntrack_max, or lower nf_conntrack_tcp_timeout_* so that closed and idle connections expire sooner.',
  },
  "conntrack-drops": {
    name: "ConntrackDrops",
    title: "Connection-tracking drops",
    keys: ["net.netfilter.nf_conntrack_max"],
    what: `dropped ${VALUE} packets or tracked connections in five minutes because its connection-tracking table is full`,
    remedy:
      "Raise nf_conntrack_max, and look for a client that keeps opening connections.",
  },
  "listen-overflows": {
    name: "ListenOverflows",
    title: "Accept queue overflows",
    keys: ["net.core.somaxconn"],
    what: `refused ${VALUE} connections in five minutes because the queue of a listening socket was full`,
    remedy:
      "The length of a queue is the smaller of somaxconn and the backlog that the program passes to listen(): raise both, or find out why the program accepts connections slowly. This counts only sockets in the node's own network namespace, not those of pods.",
  },
  "listen-drops": {
    name: "ListenDrops",
    title: "Dropped connection requests",
    keys: ["net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog"],
    what: `dropped ${VALUE} connection requests in five minutes`,
    remedy:
      "This includes listen overflows; the other causes are a full queue of half-open connections, and a lack of memory. Raise tcp_max_syn_backlog and somaxconn.",
  },
  "syn-cookies": {
    name: "SynCookies",
    title: "SYN cookies sent",
    keys: ["net.ipv4.tcp_max_syn_backlog", "net.core.somaxconn"],
    what: `answered ${VALUE} connection requests in five minutes with SYN cookies, because the queue of half-open connections was full`,
    remedy:
      "Connections that use a cookie lose TCP options. Raise tcp_max_syn_backlog and somaxconn, which limits it, unless this is a SYN flood.",
  },
  "backlog-drops": {
    name: "BacklogDrops",
    title: "Packets dropped before the stack",
    keys: ["net.core.netdev_max_backlog"],
    what: `dropped ${VALUE} packets in five minutes because the backlog of a CPU was full`,
    remedy:
      "Raise netdev_max_backlog, or spread the interrupts of the network card over more CPUs.",
  },
  "tcp-memory": {
    name: "TcpMemory",
    title: "TCP memory, relative to the pressure threshold",
    keys: ["net.ipv4.tcp_mem"],
    what: `uses ${VALUE} % of the TCP memory at which the kernel starts to shrink buffers`,
    remedy:
      "Raise tcp_mem (in pages) if the node has the memory, or lower the maximum of tcp_rmem and tcp_wmem.",
  },
  "time-wait": {
    name: "TimeWait",
    title: "Sockets in TIME_WAIT",
    keys: ["net.ipv4.tcp_max_tw_buckets", "net.ipv4.tcp_tw_reuse"],
    what: `uses ${VALUE} % of its limit of sockets in TIME_WAIT`,
    remedy:
      "Above the limit they are closed immediately, and late packets may reach new connections. Raise tcp_max_tw_buckets, and let clients keep connections open.",
  },
  "file-descriptors": {
    name: "FileDescriptors",
    title: "Open files",
    keys: ["fs.file-max"],
    what: `uses ${VALUE} % of its limit of open files`,
    remedy:
      "At the limit every open() on the node fails. Raise fs.file-max, and look for a program that leaks file descriptors.",
  },
  "neighbour-table": {
    name: "NeighbourTable",
    title: "Neighbour table",
    keys: ["net.ipv4.neigh.default.gc_thresh3"],
    what: `fills ${VALUE} % of its IPv4 neighbour table`,
    remedy:
      'A full table drops packets ("neighbour: arp_cache: neighbor table overflow!"). Raise gc_thresh3. The kernel also counts the neighbours of pods; this metric does not.',
  },
  "cilium-map-pressure": {
    name: "CiliumMapPressure",
    title: "Cilium's eBPF maps",
    keys: [],
    what: `fills ${VALUE} % of Cilium's map {{ $labels.map_name }}`,
    remedy:
      "A full map evicts or rejects connections. Raise its size under cilium.bpf, or mapDynamicSizeRatio. The metric requires prometheus.enabled in Cilium's values.",
  },
};
