/**
 * What Cilium's bandwidth manager writes over the node's sysctls when its agent starts.
 * Source: cilium/cilium, pkg/datapath/linux/bandwidth/bandwidth.go, setBaselineSysctls.
 */

/** Raised to this where they are below; what is above stays. */
export const bandwidthFloors: Readonly<Record<string, bigint>> = {
  "net.core.netdev_max_backlog": 1000n,
  "net.core.somaxconn": 4096n,
  "net.ipv4.tcp_max_syn_backlog": 4096n,
};

/** Written whatever stood there. */
export function bandwidthSettings(
  bbr: boolean,
): Readonly<Record<string, string>> {
  return {
    "net.core.default_qdisc": "fq",
    "net.ipv4.tcp_congestion_control": bbr ? "bbr" : "cubic",
    ...(bbr && { "net.ipv4.tcp_slow_start_after_idle": "0" }),
  };
}
