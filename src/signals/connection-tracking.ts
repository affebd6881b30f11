import { collectors } from "./collectors.js";
import { VALUE } from "./value.js";
import type { LimitOn, NodeEventSignal, NodePercentSignal } from "./types.js";
import { increase, metric, plus } from "./vector.js";

/**
 * The kernel's connection-tracking table. Source: docs.kernel.org, networking/nf_conntrack-sysctl.
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

const tuned = "`nf_conntrack_*`, kube-proxy's `maxPerCore` or `min`";

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
