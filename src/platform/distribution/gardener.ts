import type { Distribution } from "../../core/platform.js";
import { gardenerValues } from "../own/gardener.js";

/** Gardener. Source: gardener/gardener, pkg/component/kubernetes/proxy/resources.go (connection tracking). */
export const gardener: Distribution = {
  distributionLabel: "Gardener",
  hasKubelet: true,
  clusterForm: "shoot",
  sharesProxyConfig: false,
  proxyForm: "file",
  resetsConntrack: false,
  ownConntrack: { maxPerCore: "524288" },
  ownAllowances: [],
  allowListPlace: (pattern) =>
    `\`allowedUnsafeSysctls: [${pattern}]\` into the kubelet's configuration, for which tunegen knows no field of the Shoot`,
  fixesProxy: true,
  protectsKernelDefaults: true,
  agent: undefined,
  ownPorts: [],
  runtimeService: "containerd",
  nodeValues: gardenerValues,
};
