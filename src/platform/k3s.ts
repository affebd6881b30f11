import type { NodeFacts } from "../core/facts.js";

/**
 * What K3s does with a node's tuning.
 * Source: k3s-io/k3s, pkg/agent/syssetup/setup.go (what it writes at start) and
 * pkg/daemons/agent/agent.go (its own kubelet arguments); k3s-io/k3s#8487.
 */

/** The allow-list K3s gives its kubelet, for ServiceLB. A flag of the user's replaces it, so both must be named again. */
export const ownAllowedSysctls: readonly string[] = [
  "net.ipv4.ip_forward",
  "net.ipv6.conf.all.forwarding",
];

const BRIDGE = "net.bridge.bridge-nf-call-iptables";

/**
 * What K3s' agent writes over a node's sysctls at every start wherever they differ, by key; empty on other
 * distributions. Besides: IPv4 forwarding, without which no node works anyway, and connection tracking, for which see
 * kube-proxy; in IPv6 and dual-stack clusters their IPv6 counterparts, of which the facts say nothing.
 */
export function writtenByK3s({
  distribution,
  kubeProxy,
  cni,
}: NodeFacts): ReadonlyMap<string, bigint> {
  if (distribution !== "k3s") return new Map();
  // Since k3s-io/k3s#14093 a node with neither kube-proxy nor Flannel is spared.
  const spared = kubeProxy === "none" && cni !== "flannel";
  return new Map(spared ? [] : [[BRIDGE, 1n]]);
}
