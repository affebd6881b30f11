import {
  compareVersions,
  parseVersion,
  type Version,
} from "../core/version.js";
import {
  bufferPages,
  type Machine,
  minimumFree,
  pagesOf,
  usableOf,
} from "./usable-memory.js";

const KIB = 1024;
const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** The fields of a default on a machine. */
type Formula = (machine: Machine) => readonly number[];

/** A stack has 16 KiB, and a page where that is more; an eighth of the memory may be stacks: kernel/fork.c. */
const threads: Formula = ({ usable, pageSize }) => [
  Math.max(20, usable / (8 * Math.max(16 * KIB, pageSize))),
];
const namespaces: Formula = (machine) => threads(machine).map((all) => all / 2);

/**
 * The size of two inodes, by the first kernel with it: measured on Debian's kernels, as the options decide it too, and
 * that of 5.15 from listings of Ubuntu 20.04 and 22.04. A kernel in between counts as the older one.
 */
const twoInodes = [
  { since: "7.2", bytes: 1120 },
  { since: "6.18", bytes: 1216 },
  { since: "6.12", bytes: 1248 },
  { since: "5.15", bytes: 1264 },
  { since: "0.0", bytes: 1200 },
] as const;

/** 1 % of the memory, at two inodes each: fs/notify/inotify/inotify_user.c, fs/notify/fanotify/fanotify_user.c. */
function onInodes(more: number): Formula {
  return ({ usable, kernel }) => {
    const inodes = twoInodes.find(({ since }) => !isBefore(kernel, since));
    return [clamp(usable / 100 / ((inodes?.bytes ?? 0) + more), 8192, 1048576)];
  };
}
const watches = onInodes(80);
const marks = onInodes(0);

/** One slot for each 128 KiB: net/ipv4/tcp.c tcp_init(). */
function established({ usable }: Machine): number {
  return slots(usable, 128 * KIB, 524288);
}
const halfOfEstablished: Formula = (machine) => [established(machine) / 2];

/** Larger since Linux commit d532bcd0b269: net/netfilter/nf_conntrack_core.c nf_conntrack_init_start(). */
function conntrackBuckets({ usable, pageSize, kernel }: Machine): number {
  const isOld = isBefore(kernel, "5.15");
  if (usable > 4 * GIB) return isOld ? 65536 : 262144;
  if (usable > GIB) return isOld ? 16384 : 65536;
  const perPage = pageSize / 8;
  const share = Math.max(isOld ? 32 : 1024, usable / 16384 / 8);
  return Math.ceil(share / perPage) * perPage;
}
const conntrackMax: Formula = (machine) => [
  conntrackBuckets(machine) * (isBefore(machine.kernel, "5.15") ? 4 : 1),
];

/** A share of the pages for buffers: low, pressure and high. */
function pressure(share: number): Formula {
  return (machine) => {
    const limit = Math.max(128, Math.floor(bufferPages(machine) / share));
    const low = Math.floor(limit / 4) * 3;
    return [low, limit, low * 2];
  };
}

/** 1/128 of the memory for buffers, up to a limit: net/ipv4/tcp.c tcp_init(). */
function largest(limit: number): Formula {
  return (machine) => [
    Math.min(limit, (bufferPages(machine) * machine.pageSize) / 128),
  ];
}

const formulas: Readonly<Record<string, Formula>> = {
  "kernel.threads-max": threads,
  ...Object.fromEntries(
    ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"].map(
      (kind) => [`user.max_${kind}_namespaces`, namespaces],
    ),
  ),
  "fs.inotify.max_user_watches": watches,
  "user.max_inotify_watches": watches,
  "fs.fanotify.max_user_marks": marks,
  "user.max_fanotify_marks": marks,
  // fs/eventpoll.c: 4 % of the memory.
  "fs.epoll.max_user_watches": ({ usable, kernel }) => [
    usable / 25 / (isBefore(kernel, "5.11") ? 200 : 184),
  ],
  // fs/file_table.c files_maxfiles_init(): a tenth of the memory, at 1 KiB each.
  "fs.file-max": ({ usable }) => [Math.max(8192, usable / 10 / KIB)],
  // fs/nfs/write.c nfs_init_writepagecache()
  "fs.nfs.nfs_congestion_kb": (machine) => [
    Math.min(
      (Math.floor(16 * Math.sqrt(pagesOf(machine))) * machine.pageSize) / KIB,
      256 * KIB,
    ),
  ],
  "net.ipv4.tcp_ehash_entries": (machine) => [established(machine)],
  "net.ipv4.tcp_max_orphans": halfOfEstablished,
  "net.ipv4.tcp_max_tw_buckets": halfOfEstablished,
  // net/ipv4/tcp_ipv4.c tcp_sk_init()
  "net.ipv4.tcp_max_syn_backlog": (machine) => [
    Math.max(128, established(machine) / 128),
  ],
  // net/ipv4/udp.c udp_table_init()
  "net.ipv4.udp_hash_entries": ({ usable }) => [slots(usable, 2 * MIB, 65536)],
  "net.ipv4.tcp_mem": pressure(16),
  "net.ipv4.udp_mem": pressure(8),
  "net.sctp.sctp_mem": pressure(8),
  "net.ipv4.tcp_rmem": (machine) => [
    machine.pageSize,
    131072,
    ...largest((isBefore(machine.kernel, "6.16") ? 6 : 32) * MIB)(machine),
  ],
  "net.ipv4.tcp_wmem": (machine) => [
    machine.pageSize,
    16384,
    ...largest(4 * MIB)(machine),
  ],
  // net/sctp/protocol.c sctp_init(): 1/1024 of the memory for buffers, up to 4 MiB.
  "net.sctp.sctp_rmem": (machine) => [
    machine.pageSize,
    865500,
    Math.max(865500, sctpShare(machine)),
  ],
  "net.sctp.sctp_wmem": (machine) => [
    machine.pageSize,
    16384,
    Math.max(65536, sctpShare(machine)),
  ],
  // net/ipv4/inetpeer.c inet_initpeers(): 1 % of the memory, at 192 B each.
  "net.ipv4.inet_peer_threshold": ({ usable, kernel }) => [
    isBefore(kernel, "6.1") ? 65664 : clamp(usable / 100 / 192, 4096, 65664),
  ],
  // net/netfilter/ipvs/ip_vs_sync.c
  "net.ipv4.vs.sync_qlen_max": (machine) => [bufferPages(machine) / 32],
  "net.netfilter.nf_conntrack_buckets": (machine) => [
    conntrackBuckets(machine),
  ],
  "net.netfilter.nf_conntrack_max": conntrackMax,
  "net.nf_conntrack_max": conntrackMax,
  // net/netfilter/nf_conntrack_expect.c: four for each 256 buckets.
  "net.netfilter.nf_conntrack_expect_max": (machine) => [
    Math.max(1, Math.floor(conntrackBuckets(machine) / 256)) * 4,
  ],
  // mm/mmap.c init_user_reserve(), init_admin_reserve(): 1/32 of what is free at boot, up to a limit.
  "vm.user_reserve_kbytes": ({ usable }) => [
    Math.min(usable / 32 / KIB, 131072),
  ],
  "vm.admin_reserve_kbytes": ({ usable }) => [
    Math.min(usable / 32 / KIB, 8192),
  ],
  "vm.min_free_kbytes": (machine) => [
    (minimumFree(machine) * machine.pageSize) / KIB,
  ],
};

function sctpShare(machine: Machine): number {
  return Math.min(4 * MIB, (bufferPages(machine) * machine.pageSize) / 1024);
}

/**
 * One slot for each `bytes` of memory, rounded up to a power of two, at most `most`.
 * Source: mm/mm_init.c alloc_large_system_hash().
 */
function slots(memory: number, bytes: number, most: number): number {
  return Math.min(2 ** Math.ceil(Math.log2(memory / bytes)), most);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function isBefore(kernel: Version, than: string): boolean {
  const other = parseVersion(than);
  return other !== undefined && compareVersions(kernel, other) < 0;
}

/** A default that was computed from the memory of a node. */
export interface MemoryDefault {
  /**
   * Exact if `sure`; otherwise with three digits, for the memory that the kernel probably manages. Undefined if the
   * memory is not stated, and decides.
   */
  readonly value: string | undefined;
  /** Whether the value is the same for all that the kernel may manage of the memory. */
  readonly sure: boolean;
  /** The value on the smallest machine that the facts allow. */
  readonly least: string;
}

/** A node has at least 512 MiB. */
const anyMachine = {
  least: usableOf(512 * MIB).least,
  likely: undefined,
  most: 2 ** 46,
};

/** Whether the default of a key follows the memory. */
export function followsMemory(id: string): boolean {
  return Object.hasOwn(formulas, id);
}

/** Computes a default from the stated memory, in bytes. Undefined for a key that does not follow it. */
export function defaultByMemory(
  id: string,
  memory: number | undefined,
  on: Omit<Machine, "usable">,
): MemoryDefault | undefined {
  const formula = Object.hasOwn(formulas, id) ? formulas[id] : undefined;
  if (formula === undefined) return undefined;
  const usable = memory === undefined ? anyMachine : usableOf(memory);
  const at = (bytes: number): readonly number[] =>
    formula({ usable: bytes, ...on }).map(Math.floor);
  const [low, high] = [at(usable.least), at(usable.most)];
  const least = low.join(" ");
  if (least === high.join(" ")) return { value: least, sure: true, least };
  const shown =
    usable.likely === undefined
      ? undefined
      : at(usable.likely).map((field, index) =>
          low[index] === high[index] ? field : Number(field.toPrecision(3)),
        );
  return { value: shown?.join(" "), sure: false, least };
}
