import { compareVersions, parseVersion } from "../core/version.js";

const mebibyte = 1048576;

/** A default computed from the memory in bytes; undefined if only a measurement can tell. */
type Formula = (memory: number, kernel: string) => string | undefined;

/**
 * One slot per `bytes` of memory, rounded up to a power of two, at most `most`.
 * Source: mm/mm_init.c alloc_large_system_hash().
 */
function slots(memory: number, bytes: number, most: number): number {
  return Math.min(2 ** Math.ceil(Math.log2(memory / bytes)), most);
}

/** net/ipv4/tcp.c tcp_init(): one slot per 128 KiB. */
function established(memory: number): number {
  return slots(memory, 131072, 524288);
}

/** net/netfilter/nf_conntrack_core.c nf_conntrack_init_start(); smaller machines get a share of their memory. */
function conntrackBuckets(memory: number, kernel: string): number | undefined {
  if (memory <= 1024 * mebibyte) return undefined;
  const large = memory > 4096 * mebibyte;
  if (isBefore(kernel, "5.15")) return large ? 65536 : 16384;
  return large ? 262144 : 65536;
}

/** Four entries per bucket up to 5.14, one since 5.15 (Linux commit d532bcd0b269). */
function conntrackMax(memory: number, kernel: string): number | undefined {
  const buckets = conntrackBuckets(memory, kernel);
  return buckets !== undefined && isBefore(kernel, "5.15")
    ? buckets * 4
    : buckets;
}

/** net/ipv4/tcp.c tcp_init(): 1/128 of buffer memory, up to a limit; undefined below the limit. */
function largestBuffer(memory: number, limit: number): number | undefined {
  // Not all memory counts as buffer memory, so the exact value below the limit differs between machines.
  return (memory * 0.875) / 128 >= limit ? limit : undefined;
}

function isBefore(kernel: string, than: string): boolean {
  const [a, b] = [parseVersion(kernel), parseVersion(than)];
  return a !== undefined && b !== undefined && compareVersions(a, b) < 0;
}

function text(value: number | undefined, before = ""): string | undefined {
  return value === undefined ? undefined : `${before}${String(value)}`;
}

const byMemory: Readonly<Record<string, Formula>> = {
  "net.netfilter.nf_conntrack_buckets": (memory, kernel) =>
    text(conntrackBuckets(memory, kernel)),
  "net.netfilter.nf_conntrack_max": (memory, kernel) =>
    text(conntrackMax(memory, kernel)),
  "net.nf_conntrack_max": (memory, kernel) =>
    text(conntrackMax(memory, kernel)),
  "net.netfilter.nf_conntrack_expect_max": (memory, kernel) => {
    // net/netfilter/nf_conntrack_expect.c: four per buckets / 256.
    const buckets = conntrackBuckets(memory, kernel);
    return text(buckets && buckets / 64);
  },
  "net.ipv4.tcp_ehash_entries": (memory) => text(established(memory)),
  "net.ipv4.tcp_max_orphans": (memory) => text(established(memory) / 2),
  "net.ipv4.tcp_max_tw_buckets": (memory) => text(established(memory) / 2),
  // net/ipv4/tcp_ipv4.c tcp_sk_init()
  "net.ipv4.tcp_max_syn_backlog": (memory) =>
    text(Math.max(128, established(memory) / 128)),
  // net/ipv4/udp.c udp_table_init(): one slot per 2 MiB.
  "net.ipv4.udp_hash_entries": (memory) =>
    text(slots(memory, 2 * mebibyte, 65536)),
  "net.ipv4.tcp_rmem": (memory, kernel) =>
    text(
      largestBuffer(memory, (isBefore(kernel, "6.16") ? 6 : 32) * mebibyte),
      "4096 131072 ",
    ),
  "net.ipv4.tcp_wmem": (memory) =>
    text(largestBuffer(memory, 4 * mebibyte), "4096 16384 "),
};

/**
 * Computes a default from the memory; undefined if the result depends on how much memory the firmware and the kernel
 * image use.
 */
export function defaultByMemory(
  id: string,
  memory: bigint,
  kernel: string,
): string | undefined {
  const formula = byMemory[id];
  if (!formula) return undefined;
  const value = formula(Number(memory), kernel);
  return value === formula((Number(memory) * 15) / 16, kernel)
    ? value
    : undefined;
}

const byCpus: Readonly<Record<string, (cpus: number) => string>> = {
  // kernel/pid.c pid_idr_init()
  "kernel.pid_max": (cpus) =>
    String(Math.min(Math.max(32768, 1024 * cpus), 4194304)),
  "kernel.watchdog_cpumask": cpuList,
  "net.ipv4.vs.est_cpulist": cpuList,
};

function cpuList(cpus: number): string {
  return cpus === 1 ? "0" : `0-${String(cpus - 1)}`;
}

/** Returns the formula of a default that depends on the number of CPUs; undefined for other keys. */
export function defaultByCpus(
  id: string,
): ((cpus: number) => string) | undefined {
  return byCpus[id];
}
