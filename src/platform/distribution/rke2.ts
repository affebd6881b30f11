import type { Distribution } from "../../core/platform.js";
import { k3sAgent } from "./k3s-agent.js";

/**
 * Plain definitions of the NixOS module, which older ones have only with `cisHardening`.
 * Source: nixpkgs, nixos/modules/services/cluster/rancher/rke2.nix.
 */
const defined = { by: "services.rke2", priority: 100, since: "25.11" };

/** RKE2, which uses the agent of K3s. Source: k3s-io/k3s, pkg/agent/run.go, getConntrackConfig. */
export const rke2: Distribution = {
  distributionLabel: "RKE2",
  hasKubelet: true,
  clusterForm: "rke2-config",
  sharesProxyConfig: false,
  proxyForm: "flags",
  resetsConntrack: true,
  ownConntrack: {},
  ownAllowances: [],
  allowListPlace: undefined,
  protectsKernelDefaults: false,
  agent: k3sAgent("RKE2"),
  ownPorts: [],
  runtimeService: "rke2",
  moduleDefinitions: {
    "kernel.panic": { ...defined, value: "10" },
    "kernel.panic_on_oops": { ...defined, value: "1" },
    "vm.overcommit_memory": { ...defined, value: "1" },
    "vm.panic_on_oom": { ...defined, value: "0" },
  },
};
