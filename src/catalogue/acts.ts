import type { NodeFacts } from "../core/facts.js";
import { isAtLeast } from "../core/version.js";

/** How a key behaves other than as a value that stays and can be set back. */
export interface KeyAct {
  /** Whether a write is a command that acts at that moment and leaves nothing behind. */
  readonly once?: string;
  /** Whether a read fails: always, or until the key was written. */
  readonly unreadable?: "always" | "until-set";
  /** The value that cannot be taken back before the next boot. */
  readonly oneWay?: bigint;
  /** Why no write can be taken back before the next boot, as a clause. */
  readonly onlyNarrows?: string;
  /** The file of the kernel. */
  readonly source: string;
}

/** Read in Linux 6.12, except for `stat_refresh`, `nf_hooks_lwtunnel` and yama, which are as its documentation says. */
const acts: Readonly<Record<string, KeyAct>> = {
  "vm.drop_caches": {
    once: "drops the caches at that moment",
    unreadable: "always",
    source: "fs/drop_caches.c; kernel/sysctl.c, mode 0200",
  },
  "vm.compact_memory": {
    once: "compacts the free memory at that moment",
    unreadable: "always",
    source: "mm/compaction.c, mode 0200",
  },
  "vm.stat_refresh": {
    once: "updates the statistics of that moment",
    source: "mm/vmstat.c, vmstat_refresh()",
  },
  "net.ipv4.route.flush": {
    once: "removes the cached route exceptions of that moment",
    unreadable: "always",
    source: "net/ipv4/route.c, ipv4_sysctl_rtcache_flush(), mode 0200",
  },
  "net.ipv6.route.flush": {
    once: "removes the cached routes of that moment",
    unreadable: "always",
    source: "net/ipv6/route.c, ipv6_sysctl_rtcache_flush(), mode 0200",
  },
  "kernel.modules_disabled": { oneWay: 1n, source: "kernel/sysctl.c" },
  "kernel.kexec_load_disabled": {
    oneWay: 1n,
    source: "kernel/kexec_core.c",
  },
  "kernel.kexec_load_limit_panic": {
    onlyNarrows: "the limit can only be lowered",
    source: "kernel/kexec_core.c, kexec_limit_handler()",
  },
  "kernel.kexec_load_limit_reboot": {
    onlyNarrows: "the limit can only be lowered",
    source: "kernel/kexec_core.c, kexec_limit_handler()",
  },
  "kernel.usermodehelper.bset": {
    onlyNarrows: "capabilities can only be removed",
    source: "kernel/umh.c, proc_cap_handler()",
  },
  "kernel.usermodehelper.inheritable": {
    onlyNarrows: "capabilities can only be removed",
    source: "kernel/umh.c, proc_cap_handler()",
  },
  "kernel.unprivileged_bpf_disabled": {
    oneWay: 1n,
    source: "kernel/bpf/syscall.c, bpf_unpriv_handler()",
  },
  "kernel.yama.ptrace_scope": {
    oneWay: 3n,
    source: "security/yama/yama_lsm.c, yama_dointvec_minmax()",
  },
  "net.netfilter.nf_hooks_lwtunnel": {
    oneWay: 1n,
    source: "net/netfilter/nf_hooks_lwtunnel.c",
  },
};

const secret: KeyAct = {
  unreadable: "until-set",
  source: "net/ipv6/addrconf.c, addrconf_sysctl_stable_secret()",
};

/** Returns what is special about a key; undefined for a value that stays and can be set back. */
export function keyAct(id: string): KeyAct | undefined {
  if (Object.hasOwn(acts, id)) return acts[id];
  return id.startsWith("net.ipv6.conf.") && id.endsWith(".stable_secret")
    ? secret
    : undefined;
}

/** Advice that a release of the kernel turned into its opposite. */
export interface TurnedAdvice {
  readonly value: bigint;
  /** The first kernel on which the value does harm, or is of no use. */
  readonly from: string;
  readonly why: string;
  readonly help: string;
}

/**
 * Source of conn_reuse_mode: Documentation/networking/ipvs-sysctl.rst; Linux commit 35dfb013149f (5.9), with which
 * the delay that 0 avoided is gone; kubernetes/kubernetes, pkg/proxy/ipvs/proxier.go, which writes 0 before 5.9 only.
 */
const turned: Readonly<Record<string, TurnedAdvice>> = {
  "net.ipv4.vs.conn_reuse_mode": {
    value: 0n,
    from: "5.9",
    why: "a client that reuses its port is sent to the former pod, also when that has gone; the delay of a second that 0 avoided was fixed in Linux 5.9",
    help: "remove the line, or write 1",
  },
};

/** Returns why a value that was good advice for older kernels is not on the node's; undefined where that is not known. */
export function turnedAdvice(
  id: string,
  value: bigint | undefined,
  { kernel }: NodeFacts,
): TurnedAdvice | undefined {
  const advice = Object.hasOwn(turned, id) ? turned[id] : undefined;
  return advice !== undefined &&
    advice.value === value &&
    isAtLeast(kernel, advice.from) === true
    ? advice
    : undefined;
}

/** Whether there is such advice on a key. */
export function isTurned(id: string): boolean {
  return Object.hasOwn(turned, id);
}
