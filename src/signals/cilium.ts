import { collectors } from "./collectors.js";
import type {
  CiliumEventSignal,
  CiliumPercentSignal,
  CiliumPanelSignal,
  WatchedCilium,
} from "./types.js";
import { VALUE } from "./value.js";
import { equal, increase, metric } from "./vector.js";

/**
 * Cilium's own tables. Its agents have no label of a role, so a cluster is one subject.
 * Sources: cilium/cilium, Documentation/observability/metrics.rst and pkg/maps/ctmap/metrics.go. No metric counts the entries
 * of connections that closed but have not expired: the garbage collector tells what it kept and what it deleted.
 */

export const tunesMaps = ({ values }: WatchedCilium): boolean =>
  values.some(
    ({ path, value }) => path[0] === "bpf" && typeof value === "number",
  );

export const ciliumMapPressure: CiliumPercentSignal = {
  on: "cilium",
  title: "Cilium's eBPF maps",
  unit: "percent",
  watches: "Cilium's eBPF maps",
  condition: "the spec sets any size below `cilium.bpf`",
  needs: collectors.cilium,
  tunes: tunesMaps,
  threshold: 80,
  series: {
    legend: "{{instance}} {{map_name}}",
    vector: () => (of) => `${metric("cilium_bpf_map_pressure")(of)} * 100`,
  },
  alert: {
    name: "CiliumMapPressure",
    keys: [],
    for: "10m",
    what: `fills ${VALUE} % of Cilium's map {{ $labels.map_name }}`,
    remedy:
      "A full map evicts or rejects connections. Raise its size under cilium.bpf, or mapDynamicSizeRatio. The metric requires prometheus.enabled in Cilium's values.",
  },
};

export const ciliumGcFailures: CiliumEventSignal = {
  on: "cilium",
  title: "Cilium's garbage collection that did not finish",
  unit: "short",
  watches:
    "runs of Cilium's garbage collection that did not finish, so that entries of closed connections stay",
  condition: "the spec sets any size below `cilium.bpf`",
  needs: collectors.cilium,
  tunes: tunesMaps,
  series: {
    legend: "{{instance}} {{family}} {{protocol}}",
    vector: () =>
      increase("cilium_datapath_conntrack_gc_runs_total", [
        equal("status", "uncompleted"),
      ]),
  },
  alert: {
    name: "CiliumGcFailures",
    keys: [],
    for: "0s",
    what: `did not finish ${VALUE} runs of Cilium's garbage collection in five minutes`,
    remedy:
      "Entries of closed connections stay in the connection-tracking map until a run finishes. The log of the agent names the map and the cause.",
  },
};

export const ciliumEntries: CiliumPanelSignal = {
  on: "cilium",
  title: "Cilium's tracked connections: kept and deleted",
  unit: "short",
  watches:
    "entries of Cilium's connection-tracking maps that the last garbage collection kept (alive), and those that it deleted because their connections had expired",
  condition: "the spec sets any size below `cilium.bpf`",
  needs: collectors.cilium,
  tunes: tunesMaps,
  series: [
    {
      legend: "{{instance}} {{family}} {{protocol}} {{status}}",
      vector: () => metric("cilium_datapath_conntrack_gc_entries"),
    },
  ],
};
