import type { Distribution } from "../../core/platform.js";
import { kubesprayValues } from "../own/kubespray.js";

/**
 * kubeadm as kubespray runs it: it writes the configuration of the kubelet and of kube-proxy from its inventory, so that a
 * file of the kubeadm target would not last. Source: kubernetes-sigs/kubespray 46dbdd39, roles/kubespray_defaults (kubelet_protect_kernel_defaults).
 */
export const kubespray: Distribution = {
  distributionLabel: "kubespray",
  hasKubelet: true,
  clusterForm: "inventory",
  sharesProxyConfig: false,
  proxyForm: "file",
  resetsConntrack: false,
  ownConntrack: {},
  ownAllowances: [],
  allowListPlace: (pattern) =>
    `\`kubelet_config_extra_args: { allowedUnsafeSysctls: [${pattern}] }\` in the inventory`,
  proxyPlace:
    "kube-proxy's configuration, with the variables `kube_proxy_conntrack_*` of the inventory",
  protectsKernelDefaults: true,
  agent: undefined,
  ownPorts: [],
  runtimeService: "containerd",
  nodeValues: kubesprayValues,
};
