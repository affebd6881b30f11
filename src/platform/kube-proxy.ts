import type { NodeFacts } from "../core/facts.js";
import { keysOf } from "../core/keys-of.js";
import type { ConntrackWriter } from "../core/platform.js";
import { isAtLeast } from "../core/version.js";

/**
 * The connection-tracking side of kube-proxy.
 * Source: kubernetes/kubernetes, cmd/kube-proxy/app/server_linux.go and conntrack.go; pkg/proxy/apis/config/types.go.
 */

interface ConntrackFacts {
  readonly flag: string;
  readonly sysctl: string;
  readonly kind: "count" | "duration" | "switch";
  /** The value by which kube-proxy writes nothing. */
  readonly leave: string;
}

const fields = {
  maxPerCore: {
    flag: "conntrack-max-per-core",
    sysctl: "net.netfilter.nf_conntrack_max",
    kind: "count",
    leave: "0",
  },
  min: {
    flag: "conntrack-min",
    sysctl: "net.netfilter.nf_conntrack_max",
    kind: "count",
    leave: "0",
  },
  tcpEstablishedTimeout: {
    flag: "conntrack-tcp-timeout-established",
    sysctl: "net.netfilter.nf_conntrack_tcp_timeout_established",
    kind: "duration",
    leave: "0s",
  },
  tcpCloseWaitTimeout: {
    flag: "conntrack-tcp-timeout-close-wait",
    sysctl: "net.netfilter.nf_conntrack_tcp_timeout_close_wait",
    kind: "duration",
    leave: "0s",
  },
  tcpBeLiberal: {
    flag: "conntrack-tcp-be-liberal",
    sysctl: "net.netfilter.nf_conntrack_tcp_be_liberal",
    kind: "switch",
    leave: "false",
  },
  udpTimeout: {
    flag: "conntrack-udp-timeout",
    sysctl: "net.netfilter.nf_conntrack_udp_timeout",
    kind: "duration",
    leave: "0s",
  },
  udpStreamTimeout: {
    flag: "conntrack-udp-timeout-stream",
    sysctl: "net.netfilter.nf_conntrack_udp_timeout_stream",
    kind: "duration",
    leave: "0s",
  },
} satisfies Readonly<Record<string, ConntrackFacts>>;

/** A connection-tracking field of kube-proxy's configuration, under its own name. */
export type ConntrackField = keyof typeof fields;

/** What each field is called as a flag, which sysctl it writes, and what makes it leave the node's value alone. */
export const conntrackFields: Readonly<Record<ConntrackField, ConntrackFacts>> =
  fields;

/** The fields in the order of kube-proxy's own configuration type. */
export const conntrackOrder = keysOf(conntrackFields);

/** The size of the table, by both of its names. */
export const conntrackMaxIds: readonly string[] = [
  "net.netfilter.nf_conntrack_max",
  "net.nf_conntrack_max",
];

/** The ids of the sysctls that a field is written to: the same number may have two. */
export function conntrackIds(field: ConntrackField): readonly string[] {
  const { sysctl } = conntrackFields[field];
  return conntrackMaxIds.includes(sysctl) ? conntrackMaxIds : [sysctl];
}

/**
 * What kube-proxy goes by where it is told nothing, as its flags print it.
 * Source: kubernetes/kubernetes, pkg/proxy/apis/config/v1alpha1/defaults.go.
 */
export const conntrackDefaults: Readonly<
  Partial<Record<ConntrackField, string>>
> = {
  maxPerCore: "32768",
  min: "131072",
  tcpEstablishedTimeout: "24h0m0s",
  tcpCloseWaitTimeout: "1h0m0s",
};

/** The same as the kernel reads it: seconds. */
export const defaultTimeouts: Readonly<Record<string, bigint>> = {
  "net.netfilter.nf_conntrack_tcp_timeout_established": 86_400n,
  "net.netfilter.nf_conntrack_tcp_timeout_close_wait": 3600n,
};

const PER_CORE = 32_768n;
const LEAST = 131_072n;
/** From Kubernetes 1.36 on (kubernetes/kubernetes#137002). */
const MOST = 1_048_576n;

/** What the size of the table depends on. */
type TableFacts = Pick<NodeFacts, "cpus" | "kubernetes">;

/** The size of the table that the defaults come to; undefined where the node's cores, or the release, leave it open. */
export function defaultTableSize(
  { capsTable }: Pick<ConntrackWriter, "capsTable">,
  facts: TableFacts,
): bigint | undefined {
  return tableSize({ capsTable }, facts, PER_CORE, LEAST);
}

/**
 * The size of the table that a `maxPerCore` above 0 and a `min` come to; undefined as above. The cap is that of the
 * scaled number: beyond it a larger `min` is not looked at (pkg/proxy/conntrack/sysctls.go of 1.36, getConntrackMax).
 */
export function tableSize(
  { capsTable }: Pick<ConntrackWriter, "capsTable">,
  { cpus, kubernetes }: TableFacts,
  perCore: bigint,
  least: bigint,
): bigint | undefined {
  if (cpus === undefined) return undefined;
  const scaled = perCore * BigInt(cpus);
  const size = scaled > least ? scaled : least;
  if (!capsTable || scaled <= MOST) return size;
  const capped = isAtLeast(kubernetes, "1.36");
  if (capped === undefined) return undefined;
  return capped ? MOST : size;
}

/** Whether the defaults could come to a size of the table on some number of cores. */
export function mayBeDefaultTableSize(size: bigint): boolean {
  return size >= LEAST && size % PER_CORE === 0n;
}

/**
 * Whether kube-proxy of a release also lowers a sysctl that is above its own value. From 1.22 to 1.28 it did not
 * (kubernetes/kubernetes#103174, reverted by #120448), and with 1.36 it ceased to for the size of the table, in a
 * later patch (#142035). Undefined where that is not known.
 */
export function lowers(
  id: string,
  kubernetes: string | undefined,
): boolean | undefined {
  const raisesOnly =
    isAtLeast(kubernetes, "1.22") === true &&
    isAtLeast(kubernetes, "1.29") === false;
  if (kubernetes === undefined) return undefined;
  if (raisesOnly) return false;
  if (!conntrackMaxIds.includes(id)) return true;
  if (isAtLeast(kubernetes, "1.38") === true) return false;
  return isAtLeast(kubernetes, "1.36") === true ? undefined : true;
}
