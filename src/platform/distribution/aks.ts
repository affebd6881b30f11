import type { Distribution } from "../../core/platform.js";
import { aksOnUbuntu, aksValues } from "../own/aks.js";

/**
 * Azure Kubernetes Service. Sources: Azure/AgentBaker 06836ee2 (files and kubelet flags); for kube-proxy's
 * `--conntrack-max-per-core=0`, its DaemonSet on published clusters.
 */
export const aks: Distribution = {
  distributionLabel: "AKS",
  hasKubelet: true,
  clusterForm: "node-pool",
  sharesProxyConfig: false,
  proxyForm: "flags",
  resetsConntrack: false,
  ownConntrack: { maxPerCore: "0" },
  ownAllowances: [],
  allowListPlace: (pattern) =>
    `\`allowedUnsafeSysctls: [${pattern}]\` in \`kubeletConfig\` of the node pool`,
  fixesProxy: true,
  protectsKernelDefaults: true,
  agent: undefined,
  ownPorts: [],
  runtimeService: "containerd",
  cloud: "azure",
  nodeValues: aksValues,
  images: { ubuntu: aksOnUbuntu },
};
