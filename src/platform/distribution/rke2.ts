import type { Distribution } from "../../core/platform.js";

/** RKE2, which uses the agent of K3s. Source: k3s-io/k3s, pkg/agent/run.go, getConntrackConfig. */
export const rke2: Distribution = {
  distributionLabel: "RKE2",
  hasKubelet: true,
  clusterForm: "rke2-config",
  sharesProxyConfig: false,
  resetsConntrack: true,
  ownConntrack: {},
  ownAllowances: [],
  allowListPlace: undefined,
  proxyPlace: undefined,
  protectsKernelDefaults: false,
  agent: undefined,
  ownPorts: [],
  runtimeService: "rke2",
};
