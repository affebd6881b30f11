import type { ConntrackField } from "../spec/model.js";

/**
 * The connection-tracking side of kube-proxy.
 * Source: kubernetes/kubernetes, cmd/kube-proxy/app/server_linux.go and conntrack.go; pkg/proxy/apis/config/types.go.
 */

/** What each field is called as a flag, which sysctl it writes, and what makes it leave the node's value alone. */
export const conntrackFields: Readonly<
  Record<
    ConntrackField,
    {
      readonly flag: string;
      readonly sysctl: string;
      readonly kind: "count" | "duration" | "switch";
      /** The value by which kube-proxy writes nothing; undefined where absence does that. */
      readonly leave: string | undefined;
    }
  >
> = {
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
};

/** The fields in the order of kube-proxy's own configuration type. */
export const conntrackOrder: readonly ConntrackField[] = [
  "maxPerCore",
  "min",
  "tcpEstablishedTimeout",
  "tcpCloseWaitTimeout",
  "tcpBeLiberal",
  "udpTimeout",
  "udpStreamTimeout",
];
