import { collectors } from "./collectors.js";
import type { CiliumPercentSignal, WatchedCilium } from "./types.js";
import { VALUE } from "./value.js";
import { metric } from "./vector.js";

/**
 * Cilium's own tables. Its agents have no label of a role, so a cluster is one subject.
 * Source: docs.cilium.io, observability/metrics.
 */

const tunesMaps = ({ values }: WatchedCilium): boolean =>
  values.some(
    ({ path, value }) => path[0] === "bpf" && typeof value === "number",
  );

export const ciliumMapPressure: CiliumPercentSignal = {
  on: "cilium",
  title: "Cilium's eBPF maps",
  unit: "percent",
  watches: "Cilium's eBPF maps",
  condition: "any size below `cilium.bpf`",
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
