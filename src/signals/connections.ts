import { collectors } from "./collectors.js";
import { fieldOf, integers, positive, tunes, whereSet } from "./limits.js";
import type { LimitOn, NodeEventSignal, NodePercentSignal } from "./types.js";
import { VALUE } from "./value.js";
import { increase, metric, rate } from "./vector.js";

/**
 * TCP connections of the node's own network namespace.
 * Sources: docs.kernel.org, networking/ip-sysctl; Linux, net/ipv4/tcp_input.c (tcp_conn_request: cookies are sent, or the
 * connection is dropped, once the queue of half-open ones is full) and tcp_output.c (segments that are sent again count
 * as RetransSegs, and not as OutSegs).
 */

export const listenOverflows: NodeEventSignal = {
  on: "nodes",
  title: "Accept queue overflows",
  unit: "short",
  watches: "connections refused because the accept queue was full",
  condition: "the spec sets `somaxconn`, `tcp_max_syn_backlog`",
  needs: collectors.netstat,
  limit: whereSet("net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog"),
  series: {
    legend: "{{instance}}",
    vector: () => increase("node_netstat_TcpExt_ListenOverflows"),
  },
  alert: {
    name: "ListenOverflows",
    keys: ["net.core.somaxconn"],
    for: "5m",
    what: `refused ${VALUE} connections in five minutes because the queue of a listening socket was full`,
    remedy:
      "The length of a queue is the smaller of somaxconn and the backlog that the program passes to listen(): raise both, or find out why the program accepts connections slowly. This counts only sockets in the node's own network namespace, not those of pods.",
  },
};

export const listenDrops: NodeEventSignal = {
  on: "nodes",
  title: "Dropped connection requests",
  unit: "short",
  watches: "connection requests dropped for any reason",
  condition: "the spec sets `somaxconn`, `tcp_max_syn_backlog`",
  needs: collectors.netstat,
  limit: whereSet("net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog"),
  series: {
    legend: "{{instance}}",
    vector: () => increase("node_netstat_TcpExt_ListenDrops"),
  },
  alert: {
    name: "ListenDrops",
    keys: ["net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog"],
    for: "5m",
    what: `dropped ${VALUE} connection requests in five minutes`,
    remedy:
      "This includes listen overflows; the other causes are a full queue of half-open connections, and a lack of memory. Raise tcp_max_syn_backlog and somaxconn.",
  },
};

export const synCookies: NodeEventSignal = {
  on: "nodes",
  title: "SYN cookies sent",
  unit: "short",
  watches: "SYN cookies sent because the SYN queue was full",
  condition: "the spec sets `tcp_max_syn_backlog`, and `tcp_syncookies` is 1",
  needs: collectors.netstat,
  limit: (_node, set) => {
    // 2 always sends cookies, and 0 never does: the listen drops then count the overflows.
    const cookies = set.get("net.ipv4.tcp_syncookies");
    const usual = cookies === undefined || integers(cookies)[0] === 1n;
    return usual ? tunes(set, "net.ipv4.tcp_max_syn_backlog") : undefined;
  },
  series: {
    legend: "{{instance}}",
    vector: () => increase("node_netstat_TcpExt_SyncookiesSent"),
  },
  alert: {
    name: "SynCookies",
    keys: ["net.ipv4.tcp_max_syn_backlog", "net.core.somaxconn"],
    for: "5m",
    what: `answered ${VALUE} connection requests in five minutes with SYN cookies, because the queue of half-open connections was full`,
    remedy:
      "Connections that use a cookie lose TCP options. Raise tcp_max_syn_backlog and somaxconn, which limits it, unless this is a SYN flood.",
  },
};

export const timeWait: NodePercentSignal = {
  on: "nodes",
  title: "Sockets in TIME_WAIT",
  unit: "percent",
  watches: "sockets in TIME_WAIT, relative to `tcp_max_tw_buckets`",
  condition:
    "the spec sets `tcp_max_tw_buckets`, `tcp_tw_reuse`, `ip_local_port_range`",
  needs: collectors.sockstat,
  limit: (node, set) =>
    tunes(
      set,
      "net.ipv4.tcp_max_tw_buckets",
      "net.ipv4.tcp_tw_reuse",
      "net.ipv4.ip_local_port_range",
    ) && positive(fieldOf(node, set, "net.ipv4.tcp_max_tw_buckets", 0)),
  threshold: 80,
  series: {
    legend: "{{instance}}",
    vector: (most) => (of) =>
      `${metric("node_sockstat_TCP_tw")(of)} / ${most} * 100`,
  },
  alert: {
    name: "TimeWait",
    keys: ["net.ipv4.tcp_max_tw_buckets", "net.ipv4.tcp_tw_reuse"],
    for: "10m",
    what: `uses ${VALUE} % of its limit of sockets in TIME_WAIT`,
    remedy:
      "Above the limit they are closed immediately, and late packets may reach new connections. Raise tcp_max_tw_buckets, and let clients keep connections open.",
  },
};

/** What decides how much is sent at once, and what the node drops of what it receives. */
const TRANSFER =
  /^net\.(?:core\.(?:[rw]mem_|default_qdisc$|netdev_)|ipv4\.tcp_)/u;

const whereTransferIsTuned: LimitOn = (_node, set) =>
  [...set.keys()].some((id) => TRANSFER.test(id)) ? "metric" : undefined;

export const retransmissions: NodePercentSignal = {
  on: "nodes",
  title: "TCP segments sent again",
  unit: "percent",
  watches: "TCP segments sent again, relative to those sent",
  condition:
    "the spec sets `net.ipv4.tcp_*`, `rmem_*`, `wmem_*`, `netdev_*`, `default_qdisc`",
  needs: collectors.netstatSegments,
  limit: whereTransferIsTuned,
  threshold: 5,
  series: {
    legend: "{{instance}}",
    vector: () => (of) =>
      `${rate("node_netstat_Tcp_RetransSegs")(of)} / ${rate("node_netstat_Tcp_OutSegs")(of)} * 100`,
  },
  alert: {
    name: "Retransmissions",
    keys: [
      "net.ipv4.tcp_congestion_control",
      "net.core.default_qdisc",
      "net.ipv4.tcp_rmem",
      "net.ipv4.tcp_wmem",
    ],
    for: "10m",
    what: `sends ${VALUE} % of its TCP segments again`,
    remedy:
      "Packets are lost or late: look for drops on the node (backlog, connection tracking, network card) and on the path, and compare with the values before the last change of buffers, queueing or congestion control.",
  },
};
