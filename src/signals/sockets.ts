import { collectors } from "./collectors.js";
import { always, fieldOf, positive, whereAsked } from "./limits.js";
import type { LimitOn, NodePanelSignal, Series } from "./types.js";
import { metric, rate } from "./vector.js";

/**
 * Graphs of sockets, which have no threshold.
 * Sources: Linux, net/ipv4/proc.c (sockstat, snmp and netstat) and include/uapi/linux/snmp.h; for resets, tcp.c, tcp_output.c
 * and tcp_timer.c (where TCP_MIB_OUTRSTS, TCP_MIB_ESTABRESETS and LINUX_MIB_TCPABORT* are counted).
 */

function line(name: string, of: string): Series {
  return { legend: `{{instance}}, ${name}`, vector: () => metric(of) };
}

function events(name: string, of: string): Series {
  return { legend: `{{instance}}, ${name}`, vector: () => rate(of) };
}

export const established: NodePanelSignal = {
  on: "nodes",
  title: "Established TCP connections",
  unit: "short",
  watches: "established TCP connections",
  condition: "always",
  needs: collectors.netstat,
  limit: always,
  series: [
    {
      legend: "{{instance}}",
      vector: () => metric("node_netstat_Tcp_CurrEstab"),
    },
  ],
};

export const sockets: NodePanelSignal = {
  on: "nodes",
  title: "TCP sockets",
  unit: "short",
  watches:
    "TCP sockets in use, in TIME_WAIT, and closed by their program but not by the other side (orphans)",
  condition: "always",
  needs: collectors.sockstat,
  limit: always,
  series: [
    line("in use", "node_sockstat_TCP_inuse"),
    line("TIME_WAIT", "node_sockstat_TCP_tw"),
    line("orphans", "node_sockstat_TCP_orphan"),
  ],
};

export const connectionStates: NodePanelSignal = {
  on: "nodes",
  title: "TCP sockets by state",
  unit: "short",
  watches: "TCP sockets by state; the collector reads every socket",
  condition: "the spec has `connection-states: true`",
  needs: collectors.tcpstat,
  limit: whereAsked,
  series: [
    {
      legend: "{{instance}}, {{state}}",
      vector: () => metric("node_tcp_connection_states"),
    },
  ],
};

export const resets: NodePanelSignal = {
  on: "nodes",
  title: "TCP resets sent, and requests dropped",
  unit: "cps",
  watches:
    'resets sent to other sides, which read "connection reset" or "broken pipe", and connection requests dropped',
  condition: "always",
  needs: collectors.netstatResets,
  limit: always,
  series: [
    events("resets sent", "node_netstat_Tcp_OutRsts"),
    events("requests dropped", "node_netstat_TcpExt_ListenDrops"),
  ],
};

export const abortedConnections: NodePanelSignal = {
  on: "nodes",
  title: "Why TCP connections broke",
  unit: "cps",
  watches:
    "connections that were reset, by cause: a reset received or sent, data after the program closed, no answer, no memory, too many orphans",
  condition: "the spec has `aborted-connections: true`",
  needs: collectors.netstatAborts,
  limit: whereAsked,
  series: [
    events("reset while established", "node_netstat_Tcp_EstabResets"),
    events("refused or reset while opening", "node_netstat_Tcp_AttemptFails"),
    events("closed with unread data", "node_netstat_TcpExt_TCPAbortOnClose"),
    events("data after close", "node_netstat_TcpExt_TCPAbortOnData"),
    events("no answer", "node_netstat_TcpExt_TCPAbortOnTimeout"),
    events("no memory", "node_netstat_TcpExt_TCPAbortOnMemory"),
    events("no answer after close", "node_netstat_TcpExt_TCPAbortOnLinger"),
  ],
};

const MOST = 2;
const DEFAULT_PAGE = 4096n;

/** The bytes of the last field of tcp_mem, where the spec or the kernel's default tells them. */
const mostTcpMemory: LimitOn = (node, set) => {
  const pages = positive(fieldOf(node, set, "net.ipv4.tcp_mem", MOST));
  return pages === undefined
    ? "metric"
    : pages * (node.facts.pageSize ?? DEFAULT_PAGE);
};

export const socketMemory: NodePanelSignal = {
  on: "nodes",
  title: "Memory of sockets",
  unit: "bytes",
  watches:
    "memory of TCP and UDP sockets in bytes, and the most that `tcp_mem` allows TCP",
  condition: "always",
  needs: collectors.sockstat,
  limit: mostTcpMemory,
  series: [
    line("TCP", "node_sockstat_TCP_mem_bytes"),
    line("UDP", "node_sockstat_UDP_mem_bytes"),
    {
      legend: "{{instance}}, tcp_mem",
      vector: (bytes) => (of) =>
        `${metric("node_sockstat_TCP_mem_bytes")(of)} * 0 + ${bytes}`,
      isLimit: true,
    },
  ],
};
