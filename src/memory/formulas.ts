import { ciliumMaps } from "./cilium.js";
import { conntrackBuckets, conntrackEntries } from "./conntrack.js";
import { hugePages, overcommittedHugePages } from "./huge-pages.js";
import {
  fragments,
  freePages,
  inotifyWatches,
  socketMemory,
} from "./kernel.js";
import type { MemoryFormula } from "./types.js";

/** All formulas, in the order of the documentation. */
export const formulas: readonly MemoryFormula[] = [
  conntrackEntries,
  conntrackBuckets,
  ciliumMaps,
  socketMemory,
  fragments,
  inotifyWatches,
  freePages,
  hugePages,
  overcommittedHugePages,
];

/** Settings that cost memory but are not counted, and why. */
export const uncounted: readonly {
  readonly keys: readonly string[];
  readonly why: string;
}[] = [
  {
    keys: [
      "net.core.rmem_max",
      "net.core.wmem_max",
      "net.core.rmem_default",
      "net.core.wmem_default",
      "net.core.optmem_max",
      "net.ipv4.tcp_rmem",
      "net.ipv4.tcp_wmem",
    ],
    why: "They limit one socket, and the number of sockets is not known. A product of limit and connections would not predict the use, because buffers grow with the data in flight. `tcp_mem` and `udp_mem` limit all sockets together.",
  },
  {
    keys: ["fs.file-max", "fs.nr_open"],
    why: "The memory of an open file depends on its kind: sockets, pipes and regular files differ by an order of magnitude.",
  },
  {
    keys: [
      "net.core.netdev_max_backlog",
      "net.core.somaxconn",
      "net.ipv4.tcp_max_syn_backlog",
    ],
    why: "They limit queues, per CPU or per listening socket, that fill only if the node cannot keep up, with packets of any size.",
  },
  {
    keys: ["net.ipv4.neigh.default.gc_thresh3", "kernel.pid_max"],
    why: "The memory of an entry was not measured.",
  },
  {
    keys: ["kernel.shmmax", "kernel.shmall", "vm.max_map_count"],
    why: "They limit what programs may request, and programs have their own limits.",
  },
];
