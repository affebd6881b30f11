import { keysOf } from "../../core/keys-of.js";
import type { Lifetime } from "../../core/lifetime.js";

/**
 * The fields of kube-proxy's configuration that decide about sysctls.
 * Source: kubernetes/kubernetes 1.28.0 and 1.37.2, cmd/kube-proxy/app/server_linux.go, conntrack.go and options.go;
 * pkg/proxy/apis/config/types.go (#120354 added the fields of 1.29, #108250 localhostNodePorts in 1.26).
 */

/** A section of kube-proxy's configuration; `ipvs` and `iptables` only apply in the mode of that name. */
export type ProxySection = "conntrack" | "ipvs" | "iptables";

export interface ProxyFacts {
  readonly section: ProxySection;
  readonly flag: string;
  /** The sysctl that gets the value of the field, if one does. */
  readonly sysctl: string | undefined;
  readonly kind: "count" | "duration" | "switch";
  /** The value with which kube-proxy does not write the sysctl. */
  readonly leave: string;
  /** The Kubernetes releases whose kube-proxy has the field. */
  readonly releases: Lifetime;
}

const always: Lifetime = {};

const fields = {
  maxPerCore: {
    section: "conntrack",
    flag: "conntrack-max-per-core",
    sysctl: "net.netfilter.nf_conntrack_max",
    kind: "count",
    leave: "0",
    releases: always,
  },
  min: {
    section: "conntrack",
    flag: "conntrack-min",
    sysctl: "net.netfilter.nf_conntrack_max",
    kind: "count",
    leave: "0",
    releases: always,
  },
  tcpEstablishedTimeout: {
    section: "conntrack",
    flag: "conntrack-tcp-timeout-established",
    sysctl: "net.netfilter.nf_conntrack_tcp_timeout_established",
    kind: "duration",
    leave: "0s",
    releases: always,
  },
  tcpCloseWaitTimeout: {
    section: "conntrack",
    flag: "conntrack-tcp-timeout-close-wait",
    sysctl: "net.netfilter.nf_conntrack_tcp_timeout_close_wait",
    kind: "duration",
    leave: "0s",
    releases: always,
  },
  tcpBeLiberal: {
    section: "conntrack",
    flag: "conntrack-tcp-be-liberal",
    sysctl: "net.netfilter.nf_conntrack_tcp_be_liberal",
    kind: "switch",
    leave: "false",
    releases: { since: "1.29" },
  },
  udpTimeout: {
    section: "conntrack",
    flag: "conntrack-udp-timeout",
    sysctl: "net.netfilter.nf_conntrack_udp_timeout",
    kind: "duration",
    leave: "0s",
    releases: { since: "1.29" },
  },
  udpStreamTimeout: {
    section: "conntrack",
    flag: "conntrack-udp-timeout-stream",
    sysctl: "net.netfilter.nf_conntrack_udp_timeout_stream",
    kind: "duration",
    leave: "0s",
    releases: { since: "1.29" },
  },
  strictARP: {
    section: "ipvs",
    flag: "ipvs-strict-arp",
    sysctl: undefined,
    kind: "switch",
    leave: "false",
    releases: always,
  },
  localhostNodePorts: {
    section: "iptables",
    flag: "iptables-localhost-nodeports",
    sysctl: undefined,
    kind: "switch",
    leave: "false",
    releases: { since: "1.26" },
  },
} satisfies Readonly<Record<string, ProxyFacts>>;

/** A field of kube-proxy's configuration, under its own name. */
export type ProxyField = keyof typeof fields;

/** The section and the flag of each field, the sysctl that it writes, and the value that keeps the node's own. */
export const proxyFields: Readonly<Record<ProxyField, ProxyFacts>> = fields;

/** The fields, section by section, in the order of kube-proxy's own configuration type. */
export const proxyOrder = keysOf(proxyFields);

/** The sections that have such fields. */
export const proxySections: readonly ProxySection[] = [
  ...new Set(proxyOrder.map((field) => proxyFields[field].section)),
];

/** Both names of the table size. */
export const conntrackMaxIds: readonly string[] = [
  "net.netfilter.nf_conntrack_max",
  "net.nf_conntrack_max",
];

/** Returns the ids of the sysctl that gets the value of a field; the table size has two. */
export function conntrackIds(field: ProxyField): readonly string[] {
  const { sysctl } = proxyFields[field];
  if (sysctl === undefined) return [];
  return conntrackMaxIds.includes(sysctl) ? conntrackMaxIds : [sysctl];
}

/**
 * kube-proxy's defaults, as its flags print them.
 * Source: kubernetes/kubernetes, pkg/proxy/apis/config/v1alpha1/defaults.go.
 */
export const fieldDefaults: Readonly<Partial<Record<ProxyField, string>>> = {
  maxPerCore: "32768",
  min: "131072",
  tcpEstablishedTimeout: "24h0m0s",
  tcpCloseWaitTimeout: "1h0m0s",
  strictARP: "false",
  localhostNodePorts: "true",
};

/** The default timeouts in seconds, as the kernel reads them. */
export const defaultTimeouts: Readonly<Record<string, bigint>> = {
  "net.netfilter.nf_conntrack_tcp_timeout_established": 86_400n,
  "net.netfilter.nf_conntrack_tcp_timeout_close_wait": 3600n,
};
