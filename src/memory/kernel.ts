import {
  type Amount,
  type BilledNode,
  type BilledSysctl,
  fromSysctl,
  type MemoryFormula,
} from "./types.js";

/** The page size of most kernels; other nodes state theirs. */
const USUAL_PAGE = 4096n;

/**
 * The minimum that the measured kernels count per watch; their default allows as many watches as fit in 1 % of memory.
 * From catalogue/measured/defaults_by_ram_smp.tsv: how fs.inotify.max_user_watches grows with memory.
 */
const WATCH = 1200n;

export const socketMemory: MemoryFormula = {
  name: "Socket buffers",
  keys: ["net.ipv4.tcp_mem", "net.ipv4.udp_mem"],
  kind: "ceiling",
  formula: "the third field, in pages, × the page size",
  explanation:
    "The maximum number of pages for all TCP sockets of the node, and for all UDP sockets; the kernel rejects allocations above the third field. The page size is the fact `pageSize` (default: 4 KiB).",
  source: "https://docs.kernel.org/networking/ip-sysctl.html",
  amounts: (billed) =>
    ["net.ipv4.tcp_mem", "net.ipv4.udp_mem"].flatMap((id) =>
      one(billed, id, (written) => {
        const page = pageOf(billed);
        const pages = written.fields[2];
        return pages === undefined
          ? undefined
          : {
              bytes: pages * page,
              formula: `${pages} pages × ${page} B`,
              pages,
            };
      }),
    ),
};

export const fragments: MemoryFormula = {
  name: "Packet fragments",
  keys: [
    "net.ipv4.ipfrag_high_thresh",
    "net.ipv6.ip6frag_high_thresh",
    "net.netfilter.nf_conntrack_frag6_high_thresh",
  ],
  kind: "ceiling",
  formula: "bytes, as written",
  explanation:
    "The maximum memory of fragments that wait for the rest of their packet. The limit applies to the node's network namespace; each pod has a separate limit, the kernel default.",
  source: "https://docs.kernel.org/networking/ip-sysctl.html",
  amounts: (billed) =>
    fragments.keys.flatMap((id) =>
      one(billed, id, ({ fields: [bytes] }) =>
        bytes === undefined ? undefined : { bytes, formula: `${bytes} B` },
      ),
    ),
};

export const freePages: MemoryFormula = {
  name: "Reserved free pages",
  keys: ["vm.min_free_kbytes"],
  kind: "reserved",
  formula: "KiB × 1024 B",
  explanation:
    "The kernel reclaims memory early enough to keep this amount free for allocations that cannot wait. It is not available to programs and the page cache. The value includes the kernel default.",
  source: "https://docs.kernel.org/admin-guide/sysctl/vm.html#min-free-kbytes",
  amounts: (billed) =>
    one(billed, "vm.min_free_kbytes", ({ fields: [kibibytes] }) =>
      kibibytes === undefined
        ? undefined
        : { bytes: kibibytes * 1024n, formula: `${kibibytes} KiB` },
    ),
};

export const inotifyWatches: MemoryFormula = {
  name: "inotify watches",
  keys: ["fs.inotify.max_user_watches"],
  kind: "ceiling",
  formula: "watches × 1200 B, for one user",
  explanation:
    "A watch needs its own structure and keeps the inode of the watched file in memory, for which the kernel counts two inodes. The default number of watches is what fits in 1 % of memory, which means 1200 to 1350 B per watch on the measured kernels; the minimum is used here. The limit applies per user, and most pods of a node run as a few users.",
  source:
    "torvalds/linux, fs/notify/inotify/inotify_user.c, INOTIFY_WATCH_COST; measured, catalogue/measured/defaults_by_ram_smp.tsv",
  amounts: (billed) =>
    one(billed, "fs.inotify.max_user_watches", ({ fields: [watches] }) =>
      watches === undefined
        ? undefined
        : {
            bytes: watches * WATCH,
            formula: `${watches} watches × ${WATCH} B, for each user`,
          },
    ),
};

function one(
  { sysctl }: BilledNode,
  id: string,
  cost: (
    written: BilledSysctl,
  ) => Pick<Amount, "bytes" | "formula" | "pages"> | undefined,
): readonly Amount[] {
  const written = sysctl(id);
  if (written === undefined) return [];
  const amount = cost(written);
  return amount === undefined || amount.bytes <= 0n
    ? []
    : [{ id, ...amount, from: fromSysctl(written) }];
}

function pageOf({ node }: BilledNode): bigint {
  return node.facts.pageSize ?? USUAL_PAGE;
}
