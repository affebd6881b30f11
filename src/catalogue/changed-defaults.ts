import {
  compareVersions,
  parseVersion,
  type Version,
} from "../core/version.js";
import type { Arch } from "../core/facts.js";
import { archOf } from "./timeline.js";
import type { KernelFacts } from "./types.js";

/**
 * A default that changed in a release of Linux that was not measured, or within a stable series: a measured kernel has
 * the last patch level.
 */
interface Change {
  readonly before: string;
  /** Undefined if it is a formula of `memory-formulas.ts`. */
  readonly after: string | undefined;
  /** The first release of Linux with `after`. */
  readonly since: string;
  /** The first patch levels of older series with `after`. */
  readonly backports?: readonly string[];
  /** The architecture that the values hold for; undefined for all. */
  readonly arch?: Arch;
}

/*
 * Sources of the patch levels: of 5.10 and 6.1, the changelogs of Debian's linux 5.10.262-1 and 6.1.187-1, below the address of
 * the ChangeLog of each stable release; of 5.15, the commits pushed to linux-5.15.y of linux-stable-rc.git up to the tags
 * 5.15.44-rc1, 5.15.91-rc1, 5.15.105-rc1, 5.15.128-rc1 and 5.15.147-rc1.
 * `since` is secondary: the release is the first one after the date of the commit. Measured is only that the kernels before and
 * after it differ; the tags between them were not read.
 */
const watches: Change = {
  before: "8192",
  after: undefined,
  since: "5.11",
  backports: ["5.10.220"],
};
const sctpEstablished: Change = {
  before: "432000",
  after: "210",
  since: "6.2",
  backports: ["5.10.166", "5.15.91", "6.1.9"],
};
const sctpShutdown: Change = {
  before: "0",
  after: "3",
  since: "6.5",
  backports: ["5.10.192", "5.15.128", "6.1.47"],
};

/** Each with the commit that changed it. */
const changes: Readonly<Record<string, Change>> = {
  // bpf: Adjust insufficient default bpf_jit_limit
  "net.core.bpf_jit_limit": {
    before: "264241152",
    after: "528482304",
    since: "6.3",
    backports: ["5.10.177", "5.15.105", "6.1.22"],
    arch: "amd64",
  },
  // af6d10345ca7 ipv6: remove max_size check inline with ipv4
  "net.ipv6.route.max_size": {
    before: "4096",
    after: "2147483647",
    since: "6.3",
    backports: ["5.10.208", "5.15.147", "6.1.73"],
  },
  // netfilter: conntrack: unify established states for SCTP paths
  "net.netfilter.nf_conntrack_sctp_timeout_established": sctpEstablished,
  // netfilter: set default timeout to 3 secs for sctp shutdown send and recv
  "net.netfilter.nf_conntrack_sctp_timeout_shutdown_recd": sctpShutdown,
  "net.netfilter.nf_conntrack_sctp_timeout_shutdown_sent": sctpShutdown,
  // random: use computational hash for entropy extraction
  "kernel.random.poolsize": {
    before: "4096",
    after: "256",
    since: "5.18",
    backports: ["5.10.119", "5.15.44"],
  },
  "kernel.random.write_wakeup_threshold": {
    before: "896",
    after: "256",
    since: "5.18",
    backports: ["5.10.119", "5.15.44"],
  },
  // inotify: Increase default inotify.max_user_watches limit to 1048576
  "fs.inotify.max_user_watches": watches,
  "user.max_inotify_watches": watches,
  // d0d4730ac2e4 userfaultfd: add user-mode only option to unprivileged_userfaultfd sysctl knob
  "vm.unprivileged_userfaultfd": { before: "1", after: "0", since: "5.11" },
  // 90d1daa45849 netfilter: conntrack: add nf_conntrack_events autodetect mode
  "net.netfilter.nf_conntrack_events": {
    before: "1",
    after: "2",
    since: "5.19",
  },
  // 79e3602caa6f tcp: make global challenge ack rate limitation per net-ns and default disabled
  "net.ipv4.tcp_challenge_ack_limit": {
    before: "1000",
    after: "2147483647",
    since: "6.0",
  },
  // 4944566706b2 net: increase optmem_max default value
  "net.core.optmem_max": { before: "20480", after: "131072", since: "6.8" },
  // 9ea3bfa61b09 tcp: increase tcp_limit_output_bytes default value to 4MB
  "net.ipv4.tcp_limit_output_bytes": {
    before: "1048576",
    after: "4194304",
    since: "6.16",
  },
};

/** What is known of a change of a default on a kernel. */
export interface ChangedDefault {
  readonly before: string;
  readonly after: string | undefined;
  /** Whether the kernel has the change; undefined if that is not known. */
  readonly has: boolean | undefined;
  /** What decides it: `4096 before 5.10.208`. */
  readonly note: string;
}

/**
 * Tells whether a kernel has a change of a default. Undefined for a key whose default did not change, and where the change
 * is known for another architecture only.
 */
export function changedDefault(
  id: string,
  { kernel, arch, hasBackports }: KernelFacts,
): ChangedDefault | undefined {
  const change = Object.hasOwn(changes, id) ? changes[id] : undefined;
  if (change === undefined) return undefined;
  if (change.arch !== undefined && change.arch !== archOf(arch))
    return undefined;
  const { before, after, since } = change;
  const version = kernel === undefined ? undefined : parseVersion(kernel);
  const backport = version && backportTo(version, change);
  const has = version && hasChange(kernel ?? "", version, since, backport);
  return {
    before,
    after,
    has: has === false && hasBackports === true ? undefined : has,
    note: `${before} before ${backport ?? since}`,
  };
}

/** Whether the version of a kernel may decide the default of a key, beyond what was measured. */
export function followsChange(id: string): boolean {
  return Object.hasOwn(changes, id);
}

function backportTo(
  version: Version,
  { backports = [] }: Change,
): string | undefined {
  return backports.find((level) => isSeries(level, version));
}

function isSeries(level: string, version: Version): boolean {
  const own = parseVersion(level);
  return own !== undefined && compareVersions(own, version) === 0;
}

function hasChange(
  kernel: string,
  version: Version,
  since: string,
  backport: string | undefined,
): boolean | undefined {
  const first = parseVersion(since);
  if (first !== undefined && compareVersions(version, first) >= 0) return true;
  if (backport === undefined) return false;
  const [own, needed] = [patchLevel(kernel), patchLevel(backport)];
  return own === undefined || needed === undefined ? undefined : own >= needed;
}

/** Distributions name the whole series `5.15.0`. */
function patchLevel(kernel: string): number | undefined {
  const [, level] = /^v?\d+\.\d+\.(\d+)/u.exec(kernel) ?? [];
  return level === undefined || level === "0" ? undefined : Number(level);
}
