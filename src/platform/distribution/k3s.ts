import type { Distribution } from "../../core/platform.js";

/**
 * K3s, which writes some sysctls of the node itself.
 * Source: k3s-io/k3s, pkg/agent/syssetup/setup.go (what it writes at start), pkg/agent/run.go (connection tracking) and
 * pkg/daemons/agent/agent.go (its own kubelet arguments); k3s-io/k3s#8487.
 */
export const k3s: Distribution = {
  distributionLabel: "K3s",
  hasKubelet: true,
  clusterForm: "k3s-config",
  sharesProxyConfig: false,
  resetsConntrack: true,
  ownConntrack: {},
  // For ServiceLB.
  ownAllowances: ["net.ipv4.ip_forward", "net.ipv6.conf.all.forwarding"],
  allowListPlace: undefined,
  proxyPlace: undefined,
  protectsKernelDefaults: false,
  resetsAtStart: ({ kubeProxy, cni }) => {
    // Since k3s-io/k3s#14093 a node with neither kube-proxy nor Flannel is spared.
    const spared = kubeProxy === "none" && cni !== "flannel";
    return new Map(spared ? [] : [["net.bridge.bridge-nf-call-iptables", 1n]]);
  },
  agentForwards: true,
  ownPorts: [],
  runtimeService: "k3s",
};
