import { collectors } from "./collectors.js";
import { always } from "./limits.js";
import type { PanelSignal } from "./types.js";
import { metric } from "./vector.js";

/** Graphs of sockets, which have no threshold. */

export const established: PanelSignal = {
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
