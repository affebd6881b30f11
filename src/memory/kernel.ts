import type { NodeFacts } from "../core/facts.js";
import {
  type Amount,
  type BilledNode,
  type BilledSysctl,
  fromSysctl,
  type MemoryFormula,
} from "./types.js";

/** The page of nearly every kernel; a node with another says so. */
const USUAL_PAGE = 4096n;

/**
 * The least that the measured kernels count for a watch; they allow so many by default as 1 % of the memory holds.
 * From catalogue/measured/defaults_by_ram_smp.tsv: what more memory adds to fs.inotify.max_user_watches.
 */
const WATCH = 1200n;

export const socketMemory: MemoryFormula = {
  name: "Socket buffers",
  keys: ["net.ipv4.tcp_mem", "net.ipv4.udp_mem"],
  kind: "ceiling",
  formula: "the third field, in pages, × the page size",
  explanation:
    "All TCP sockets of the node together may hold so many pages, and all UDP sockets so many; at the third field the kernel refuses more. The page is the fact `pageSize`, 4 KiB unless it is said.",
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
  name: "Fragments of packets",
  keys: [
    "net.ipv4.ipfrag_high_thresh",
    "net.ipv6.ip6frag_high_thresh",
    "net.netfilter.nf_conntrack_frag6_high_thresh",
  ],
  kind: "ceiling",
  formula: "bytes, as they are written",
  explanation:
    "Fragments that wait for the rest of their packet may take so much. The limit is the node's own network namespace's: each pod has another one, with the kernel's default.",
  source: "https://docs.kernel.org/networking/ip-sysctl.html",
  amounts: (billed) =>
    fragments.keys.flatMap((id) =>
      one(billed, id, ({ fields: [bytes] }) =>
        bytes === undefined ? undefined : { bytes, formula: `${bytes} B` },
      ),
    ),
};

export const freePages: MemoryFormula = {
  name: "Free pages kept",
  keys: ["vm.min_free_kbytes"],
  kind: "reserved",
  formula: "KiB × 1024 B",
  explanation:
    "The kernel begins to reclaim early enough to keep so much free for allocations that cannot wait: programs and page cache have that much less. The kernel's own default is a part of the figure.",
  source: "https://docs.kernel.org/admin-guide/sysctl/vm.html#min-free-kbytes",
  amounts: (billed) =>
    one(billed, "vm.min_free_kbytes", ({ fields: [kibibytes] }) =>
      kibibytes === undefined
        ? undefined
        : { bytes: kibibytes * 1024n, formula: `${kibibytes} KiB` },
    ),
};

export const hugePages: MemoryFormula = {
  name: "Huge pages",
  keys: ["vm.nr_hugepages", "vm.nr_hugepages_mempolicy"],
  kind: "reserved",
  formula: "pages × the size of a huge page",
  explanation:
    "Taken at once, and only for programs that ask for huge pages. One has 2 MiB with pages of 4 KiB, 32 MiB with 16 KiB and 512 MiB with 64 KiB, unless the kernel's command line says otherwise.",
  source:
    "https://docs.kernel.org/admin-guide/mm/hugetlbpage.html; https://docs.kernel.org/arch/arm64/hugetlbpage.html",
  amounts: (billed) =>
    hugePages.keys.flatMap((id) => huge(billed, id)).slice(0, 1),
};

export const overcommittedHugePages: MemoryFormula = {
  name: "Huge pages beyond the pool",
  keys: ["vm.nr_overcommit_hugepages"],
  kind: "ceiling",
  formula: "pages × the size of a huge page",
  explanation:
    "So many more huge pages may be made out of ordinary ones when programs ask for them; they are given back.",
  source: "https://docs.kernel.org/admin-guide/mm/hugetlbpage.html",
  amounts: (billed) => huge(billed, "vm.nr_overcommit_hugepages"),
};

export const inotifyWatches: MemoryFormula = {
  name: "inotify watches",
  keys: ["fs.inotify.max_user_watches"],
  kind: "ceiling",
  formula: "watches × 1200 B, for one user",
  explanation:
    "A watch holds its own structure and keeps the watched file's inode in memory, for which the kernel counts two: its own default is as many watches as 1 % of the memory holds. By that default, a watch counts 1200 to 1350 B on the measured kernels; the least is taken. The limit is each user's, and most pods of a node run as few users.",
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

function huge(billed: BilledNode, id: string): readonly Amount[] {
  return one(billed, id, ({ fields: [pages] }) => {
    const page = hugePageOf(billed.node.facts);
    return pages === undefined
      ? undefined
      : {
          bytes: pages * page,
          formula: `${pages} pages × ${page >> 20n} MiB`,
        };
  });
}

function pageOf({ node }: BilledNode): bigint {
  return node.facts.pageSize ?? USUAL_PAGE;
}

/** A table of page entries fills one page, at 8 B each; a huge page stands for all that it maps. */
function hugePageOf({ pageSize = USUAL_PAGE }: NodeFacts): bigint {
  return (pageSize / 8n) * pageSize;
}
