import type { Distribution } from "../../core/platform.js";
import { k3sAgent } from "./k3s-agent.js";

/**
 * K3s.
 * Source: k3s-io/k3s, pkg/agent/run.go (connection tracking) and pkg/daemons/agent/agent.go (its own kubelet arguments);
 * k3s-io/k3s#8487.
 */
export const k3s: Distribution = {
  distributionLabel: "K3s",
  hasKubelet: true,
  clusterForm: "k3s-config",
  sharesProxyConfig: false,
  proxyForm: "flags",
  resetsConntrack: true,
  ownConntrack: {},
  // ServiceLB needs them.
  ownAllowances: ["net.ipv4.ip_forward", "net.ipv6.conf.all.forwarding"],
  allowListPlace: undefined,
  protectsKernelDefaults: false,
  agent: k3sAgent("K3s"),
  ownPorts: [],
  runtimeService: "k3s",
};
