import { ciliumMaps } from "./cilium.js";
import { conntrackBuckets, conntrackEntries } from "./conntrack.js";
import {
  fragments,
  freePages,
  hugePages,
  inotifyWatches,
  overcommittedHugePages,
  socketMemory,
} from "./kernel.js";
import type { MemoryFormula } from "./types.js";

/** Every formula of the bill, in the order of the documentation. */
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

/** Settings that cost memory and are in no bill, and why. */
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
    why: "They are limits of one socket, and nobody knows how many sockets there will be: times the number of connections is no forecast, since buffers grow with what is under way. `tcp_mem` and `udp_mem` hold all sockets together.",
  },
  {
    keys: ["fs.file-max", "fs.nr_open"],
    why: "What an open file takes depends on what it is: a socket, a pipe and a file on disk differ by an order of magnitude.",
  },
  {
    keys: [
      "net.core.netdev_max_backlog",
      "net.core.somaxconn",
      "net.ipv4.tcp_max_syn_backlog",
    ],
    why: "They are lengths of queues, of each processor or each listener, that fill only when the node falls behind, with packets of any size.",
  },
  {
    keys: ["net.ipv4.neigh.default.gc_thresh3", "kernel.pid_max"],
    why: "What an entry takes was not measured.",
  },
  {
    keys: ["kernel.shmmax", "kernel.shmall", "vm.max_map_count"],
    why: "They limit what programs may ask for, and programs have limits of their own.",
  },
];
