/** A collector of an exporter, or an agent, that exports the metrics of a signal. */
export interface Collector {
  /** `node_exporter, collector netstat` */
  readonly label: string;
  /** The first release with the metrics. */
  readonly since: string;
  /** The arguments that enable it, where it is not enabled by default. */
  readonly args: readonly string[];
}

/**
 * What exports the metrics of the signals.
 * Source: prometheus/node_exporter, collector/{conntrack,netstat,sockstat,softnet,filefd,arp,tcpstat,ethtool}_linux.go at the
 * tags of its releases up to 1.12.1, and CHANGELOG.md; the metrics were seen in 1.5.0.
 */
export const collectors = {
  /** Its statistics came later than its two gauges. */
  conntrack: nodeExporter("conntrack", "1.2.0"),
  netstat: nodeExporter("netstat", "0.16.0"),
  /** With OutSegs among the default fields. */
  netstatSegments: nodeExporter("netstat", "0.18.0"),
  /** With OutRsts among the default fields. */
  netstatResets: nodeExporter("netstat", "1.1.0"),
  /** No release has these among its default fields. The flag replaces them, so it repeats those of 1.12.1. */
  netstatAborts: nodeExporter(
    "netstat",
    "0.16.0",
    "--collector.netstat.fields=^(.*_(InErrors|InErrs)|Ip_Forwarding|Ip(6|Ext)_(InOctets|OutOctets)|Icmp6?_(InMsgs|OutMsgs)|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts|TCPOFOQueue|TCPRcvQDrop|TCPAbort.*)|Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab|EstabResets|AttemptFails)|Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors))$",
  ),
  /** Renamed with the unit at the end in this release. */
  netdev: nodeExporter("netdev", "0.16.0"),
  sockstat: nodeExporter("sockstat", "0.12.0"),
  softnet: nodeExporter("softnet", "1.0.0"),
  filefd: nodeExporter("filefd", "0.12.0"),
  arp: nodeExporter("arp", "0.15.0"),
  /** Earlier releases read every socket as text. */
  tcpstat: nodeExporter("tcpstat", "1.4.0", "--collector.tcpstat"),
  /** Only of network cards: the interfaces of pods are named `eni` and `lxc` with letters after it, `veth` or `cali`. */
  ethtool: nodeExporter(
    "ethtool",
    "1.3.0",
    "--collector.ethtool",
    "--collector.ethtool.device-include=^(eth|ens|enp)[0-9]",
    "--collector.ethtool.metrics-include=^conntrack_allowance_(available|exceeded)$",
  ),
  /** Source: cilium/cilium, Documentation/observability/metrics.rst and pkg/maps/ctmap/metrics.go. */
  cilium: {
    label: "Cilium's agent, with `prometheus.enabled`",
    since: "1.14",
    args: [],
  },
} as const satisfies Readonly<Record<string, Collector>>;

function nodeExporter(
  collector: string,
  since: string,
  ...args: readonly string[]
): Collector {
  return { label: `node_exporter, ${collector}`, since, args };
}
