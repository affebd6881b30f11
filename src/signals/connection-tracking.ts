import { collectors } from "./collectors.js";
import { VALUE } from "./value.js";
import { always } from "./limits.js";
import type {
  LimitOn,
  NodeEventSignal,
  NodePercentSignal,
  NodePanelSignal,
} from "./types.js";
import { increase, metric, plus, sumWithout } from "./vector.js";

/**
 * The kernel's connection-tracking table, and that of AWS around it.
 * Sources: docs.kernel.org, networking/nf_conntrack-sysctl; docs.aws.amazon.com, AWSEC2/latest/UserGuide,
 * monitoring-network-performance-ena ("Requirements", "Metrics for the ENA driver").
 */

const whereTuned: LimitOn = ({ settings }, set) => {
  const bySysctl = [...set.keys()].some((id) =>
    /^net\.(?:netfilter\.)?nf_conntrack_/u.test(id),
  );
  const byProxy = settings.kubeProxy.some(
    ({ id }) => id === "maxPerCore" || id === "min",
  );
  return bySysctl || byProxy ? "metric" : undefined;
};

const tuned =
  "the spec sets `nf_conntrack_*`, kube-proxy's `maxPerCore` or `min`";

export const conntrackUsage: NodePercentSignal = {
  on: "nodes",
  title: "Connection-tracking table",
  unit: "percent",
  watches: "entries of the connection-tracking table",
  condition: tuned,
  needs: collectors.conntrack,
  limit: whereTuned,
  threshold: 80,
  series: {
    legend: "{{instance}}",
    // A limit of 0 is no limit.
    vector: () => (of) =>
      `${metric("node_nf_conntrack_entries")(of)} / (${metric("node_nf_conntrack_entries_limit")(of)} > 0) * 100`,
  },
  alert: {
    name: "ConntrackUsage",
    keys: ["net.netfilter.nf_conntrack_max"],
    for: "10m",
    what: `fills ${VALUE} % of its connection-tracking table`,
    remedy:
      'A full table drops packets ("nf_conntrack: table full, dropping packet"). Raise nf_conntrack_max, or lower nf_conntrack_tcp_timeout_* so that closed and idle connections expire sooner.',
  },
};

export const conntrackDrops: NodeEventSignal = {
  on: "nodes",
  title: "Connection-tracking drops",
  unit: "short",
  watches: "packets and entries dropped because the table was full",
  condition: tuned,
  needs: collectors.conntrack,
  limit: whereTuned,
  series: {
    legend: "{{instance}}",
    vector: () =>
      plus(
        increase("node_nf_conntrack_stat_drop"),
        increase("node_nf_conntrack_stat_early_drop"),
      ),
  },
  alert: {
    name: "ConntrackDrops",
    keys: ["net.netfilter.nf_conntrack_max"],
    for: "0s",
    what: `dropped ${VALUE} packets or tracked connections in five minutes because its connection-tracking table is full`,
    remedy:
      "Raise nf_conntrack_max, and look for a client that keeps opening connections.",
  },
};

/** Where the spec tunes the table, and everywhere that the table exists: without the module there are no metrics. */
export const conntrackEntries: NodePanelSignal = {
  on: "nodes",
  title: "Tracked connections and their limit",
  unit: "short",
  watches: "entries of the connection-tracking table, and its size",
  condition: "always",
  needs: collectors.conntrack,
  limit: always,
  series: [
    {
      legend: "{{instance}}",
      vector: () => metric("node_nf_conntrack_entries"),
    },
    {
      legend: "{{instance}}, limit",
      vector: () => metric("node_nf_conntrack_entries_limit"),
    },
  ],
};

/** Where the cloud is not known, only where the spec asks: the collector is disabled by default. */
export const onAws: LimitOn = ({ platform }, _set, asked) =>
  platform.cloud === "aws" || (asked && platform.cloud === undefined)
    ? "metric"
    : undefined;

const aws =
  "the distribution is `eks`, or the spec names it and the nodes may be on AWS";

export const enaDrops: NodeEventSignal = {
  on: "nodes",
  title: "Packets dropped at AWS' limit of tracked connections",
  unit: "short",
  watches:
    "packets that EC2 dropped because the instance tracks as many connections as its type may",
  condition: aws,
  needs: collectors.ethtool,
  limit: onAws,
  series: {
    legend: "{{instance}}",
    vector: () =>
      sumWithout(
        "device",
        increase("node_ethtool_conntrack_allowance_exceeded"),
      ),
  },
  alert: {
    name: "EnaConntrackDrops",
    keys: [],
    for: "0s",
    what: `lost ${VALUE} packets in five minutes because its EC2 instance tracks as many connections as its type may`,
    remedy:
      "No sysctl changes this limit of security groups. Use a larger instance type, spread the connections over more nodes, or write security group rules under which connections are not tracked.",
  },
};

export const enaAvailable: NodePanelSignal = {
  on: "nodes",
  title: "Connections that EC2 can still track",
  unit: "short",
  watches:
    "connections that the EC2 instance can track before it drops packets; ENA driver 2.8.1 or later, Nitro instances",
  condition: aws,
  needs: collectors.ethtool,
  limit: onAws,
  series: [
    {
      legend: "{{instance}} {{device}}",
      vector: () => metric("node_ethtool_conntrack_allowance_available"),
    },
  ],
};
