import type { Distribution } from "../../core/platform.js";

/** Upstream Kubernetes, installed by kubeadm. Source: kubernetes/kubernetes, cmd/kubeadm/app/preflight/checks_linux.go. */
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
  withoutForwarding:
    "`kubeadm init` and `kubeadm join` fail their preflight check `FileContent--proc-sys-net-ipv4-ip_forward`",
  ownPorts: [],
  runtimeService: "containerd",
};
