import type { Distribution } from "../../core/platform.js";

/** A node that is not part of a Kubernetes cluster. */
export const none: Distribution = {
  distributionLabel: "no Kubernetes",
  hasKubelet: false,
  clusterForm: undefined,
  sharesProxyConfig: false,
  proxyForm: undefined,
  resetsConntrack: false,
  ownConntrack: {},
  ownAllowances: [],
  allowListPlace: undefined,
  protectsKernelDefaults: false,
  agent: undefined,
  ownPorts: [],
  runtimeService: "containerd",
};
