import { keysOf } from "../../core/keys-of.js";
import type { Lifetime } from "../../core/lifetime.js";

/**
 * The connection-tracking side of kube-proxy.
 * Source: kubernetes/kubernetes, cmd/kube-proxy/app/server_linux.go and conntrack.go; pkg/proxy/apis/config/types.go
 * (#120354 added the fields of 1.29).
 */

interface ProxyFacts {
  readonly flag: string;
  readonly sysctl: string;
  readonly kind: "count" | "duration" | "switch";
  /** The value with which kube-proxy does not write the sysctl. */
  readonly leave: string;
  /** The Kubernetes releases whose kube-proxy has the field. */
  readonly releases: Lifetime;
}

const always: Lifetime = {};

const fields = {
  maxPerCore: {
    flag: "conntrack-max-per-core",
    sysctl: "net.netfilter.nf_conntrack_max",
    kind: "count",
    leave: "0",
    releases: always,
  },
  min: {
    flag: "conntrack-min",
    sysctl: "net.netfilter.nf_conntrack_max",
    kind: "count",
    leave: "0",
    releases: always,
  },
  tcpEstablishedTimeout: {
    flag: "conntrack-tcp-timeout-established",
    sysctl: "net.netfilter.nf_conntrack_tcp_timeout_established",
    kind: "duration",
    leave: "0s",
    releases: always,
  },
  tcpCloseWaitTimeout: {
    flag: "conntrack-tcp-timeout-close-wait",
    sysctl: "net.netfilter.nf_conntrack_tcp_timeout_close_wait",
    kind: "duration",
    leave: "0s",
    releases: always,
  },
  tcpBeLiberal: {
    flag: "conntrack-tcp-be-liberal",
    sysctl: "net.netfilter.nf_conntrack_tcp_be_liberal",
    kind: "switch",
    leave: "false",
    releases: { since: "1.29" },
  },
  udpTimeout: {
    flag: "conntrack-udp-timeout",
    sysctl: "net.netfilter.nf_conntrack_udp_timeout",
    kind: "duration",
    leave: "0s",
    releases: { since: "1.29" },
  },
  udpStreamTimeout: {
    flag: "conntrack-udp-timeout-stream",
    sysctl: "net.netfilter.nf_conntrack_udp_timeout_stream",
    kind: "duration",
    leave: "0s",
    releases: { since: "1.29" },
  },
} satisfies Readonly<Record<string, ProxyFacts>>;

/** A connection-tracking field of kube-proxy's configuration, under its own name. */
export type ProxyField = keyof typeof fields;

/** The flag of each field, the sysctl that it writes, and the value that keeps the node's own. */
export const proxyFields: Readonly<Record<ProxyField, ProxyFacts>> = fields;

/** The fields in the order of kube-proxy's own configuration type. */
export const proxyOrder = keysOf(proxyFields);

/** Both names of the table size. */
export const conntrackMaxIds: readonly string[] = [
  "net.netfilter.nf_conntrack_max",
  "net.nf_conntrack_max",
];

/** Returns the ids of the sysctl that a field writes; the table size has two. */
export function conntrackIds(field: ProxyField): readonly string[] {
  const { sysctl } = proxyFields[field];
  return conntrackMaxIds.includes(sysctl) ? conntrackMaxIds : [sysctl];
}

/**
 * kube-proxy's defaults, as its flags print them.
 * Source: kubernetes/kubernetes, pkg/proxy/apis/config/v1alpha1/defaults.go.
 */
export const conntrackDefaults: Readonly<Partial<Record<ProxyField, string>>> =
  {
    maxPerCore: "32768",
    min: "131072",
    tcpEstablishedTimeout: "24h0m0s",
    tcpCloseWaitTimeout: "1h0m0s",
  };

/** The default timeouts in seconds, as the kernel reads them. */
export const defaultTimeouts: Readonly<Record<string, bigint>> = {
  "net.netfilter.nf_conntrack_tcp_timeout_established": 86_400n,
  "net.netfilter.nf_conntrack_tcp_timeout_close_wait": 3600n,
};
