import { defineTarget } from "../define-target.js";
import { k3sConfigFiles, k3sConfigTemplate } from "../shared/k3s-config.js";
import { ownKubelet } from "../shared/own-kubelet.js";

/** Emits flags for the kubelet and kube-proxy of a K3s node, whatever its operating system. */
export const k3s = defineTarget({
  name: "k3s",
  summary: "Flags of the kubelet and kube-proxy for K3s",
  outputs: {
    path: {
      path: "k3s/{kind}-{name}/config.yaml.d/90-tuning.yaml",
      per: "node",
      description: "A drop-in for the K3s configuration",
    },
  },
  options: {},
  handles: { allowance: true, kubeProxy: true },
  writesFor: (platform) =>
    platform.clusterForm === "k3s-config" && ownKubelet(platform) === undefined,
  templates: { k3sConfigTemplate },
  emit: (emission) =>
    k3sConfigFiles(
      emission,
      [
        "Copy it into /etc/rancher/k3s/config.yaml.d/ on the node and restart K3s. K3s reads that folder after config.yaml, sorted by name; `+` appends to the lists of earlier files.",
      ],
      {
        folder: "/etc/rancher/k3s/config.yaml.d",
        restart: 'systemctl try-restart "k3s*.service"',
      },
    ),
});
