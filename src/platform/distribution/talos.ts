import type { Distribution } from "../../core/platform.js";

/**
 * The Kubernetes distribution of Talos.
 * Source: siderolabs/talos, internal/app/machined/pkg/controllers/k8s/kubelet_spec.go (protectKernelDefaults).
 */
export const talos: Distribution = {
  distributionLabel: "Talos",
  hasKubelet: true,
  clusterForm: "machine-config",
  sharesProxyConfig: true,
  proxyForm: "flags",
  resetsConntrack: false,
  // Talos starts kube-proxy with conntrack-max-per-core=0.
  ownConntrack: { maxPerCore: "0" },
  ownAllowances: [],
  allowListPlace: undefined,
  protectsKernelDefaults: true,
  agent: undefined,
  ownPorts: [{ first: 50000, last: 50001, what: "Talos API" }],
  runtimeService: "containerd",
};
