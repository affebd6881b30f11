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
