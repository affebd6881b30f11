import type { Distribution } from "../../core/platform.js";

/** Upstream Kubernetes, installed by kubeadm. */
export const kubeadm: Distribution = {
  distributionLabel: "kubeadm",
  hasKubelet: true,
  clusterForm: "kubeadm-config",
  sharesProxyConfig: true,
  proxyForm: "file",
  resetsConntrack: false,
  ownConntrack: {},
  ownAllowances: [],
  allowListPlace: undefined,
  protectsKernelDefaults: false,
  agent: undefined,
  ownPorts: [],
  runtimeService: "containerd",
};
