import { collectors } from "./collectors.js";
import { fieldOf, integers, positive, tunes, whereSet } from "./limits.js";
import type { NodeEventSignal, NodePercentSignal } from "./types.js";
import { VALUE } from "./value.js";
import { increase, metric, sumWithout } from "./vector.js";

/** Queues, memory and tables of a node. Source: Linux, net/core/dev.c (enqueue_to_backlog). */

export const backlogDrops: NodeEventSignal = {
  on: "nodes",
  title: "Packets dropped before the stack",
  unit: "short",
  watches: "packets dropped before a CPU processed them",
  condition: "the spec sets `netdev_max_backlog`, `netdev_budget*`",
  needs: collectors.softnet,
  limit: whereSet(
    "net.core.netdev_max_backlog",
    "net.core.netdev_budget",
    "net.core.netdev_budget_usecs",
  ),
  series: {
    legend: "{{instance}}",
    vector: () => sumWithout("cpu", increase("node_softnet_dropped_total")),
  },
  alert: {
    name: "BacklogDrops",
    keys: ["net.core.netdev_max_backlog"],
    for: "5m",
    what: `dropped ${VALUE} packets in five minutes because the backlog of a CPU was full`,
    remedy:
      "Raise netdev_max_backlog, or spread the interrupts of the network card over more CPUs.",
  },
};

export const tcpMemory: NodePercentSignal = {
  on: "nodes",
  title: "TCP memory, relative to the pressure threshold",
  unit: "percent",
  watches: "TCP memory, relative to the middle field of `tcp_mem`",
  condition: "the spec sets `tcp_mem`, `tcp_rmem`, `tcp_wmem`",
  needs: collectors.sockstat,
  limit: (node, set) =>
    tunes(set, "net.ipv4.tcp_mem", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem") &&
    positive(fieldOf(node, set, "net.ipv4.tcp_mem", 1)),
  threshold: 80,
  series: {
    legend: "{{instance}}",
    vector: (pages) => (of) =>
      `${metric("node_sockstat_TCP_mem")(of)} / ${pages} * 100`,
  },
  alert: {
    name: "TcpMemory",
    keys: ["net.ipv4.tcp_mem"],
    for: "10m",
    what: `uses ${VALUE} % of the TCP memory at which the kernel starts to shrink buffers`,
    remedy:
      "Raise tcp_mem (in pages) if the node has the memory, or lower the maximum of tcp_rmem and tcp_wmem.",
  },
};

export const fileDescriptors: NodePercentSignal = {
  on: "nodes",
  title: "Open files",
  unit: "percent",
  watches: "open files, relative to `fs.file-max`",
  condition: "the spec sets `fs.file-max`",
  needs: collectors.filefd,
  limit: whereSet("fs.file-max"),
  threshold: 80,
  series: {
    legend: "{{instance}}",
    vector: () => (of) =>
      `${metric("node_filefd_allocated")(of)} / ${metric("node_filefd_maximum")(of)} * 100`,
  },
  alert: {
    name: "FileDescriptors",
    keys: ["fs.file-max"],
    for: "10m",
    what: `uses ${VALUE} % of its limit of open files`,
    remedy:
      "At the limit every open() on the node fails. Raise fs.file-max, and look for a program that leaks file descriptors.",
  },
};

export const neighbourTable: NodePercentSignal = {
  on: "nodes",
  title: "Neighbour table",
  unit: "percent",
  watches: "IPv4 neighbours, relative to `gc_thresh3`",
  condition: "the spec sets `net.ipv4.neigh.default.gc_thresh3`",
  needs: collectors.arp,
  limit: (_node, set) => {
    const most = set.get("net.ipv4.neigh.default.gc_thresh3");
    return most && positive(integers(most)[0]);
  },
  threshold: 80,
  series: {
    legend: "{{instance}}",
    vector: (most) => (of) =>
      `${sumWithout("device", metric("node_arp_entries"))(of)} / ${most} * 100`,
  },
  alert: {
    name: "NeighbourTable",
    keys: ["net.ipv4.neigh.default.gc_thresh3"],
    for: "10m",
    what: `fills ${VALUE} % of its IPv4 neighbour table`,
    remedy:
      'A full table drops packets ("neighbour: arp_cache: neighbor table overflow!"). Raise gc_thresh3. The kernel also counts the neighbours of pods; this metric does not.',
  },
};
