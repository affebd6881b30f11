import { defineTarget } from "../define-target.js";
import { k3sConfigFiles, k3sConfigTemplate } from "../shared/k3s-config.js";
import { ownKubelet } from "../shared/own-kubelet.js";

/**
 * Emits flags for the kubelet and kube-proxy of an RKE2 node. RKE2 is built from K3s, and reads both flags and their
 * files as K3s does. Source: rancher/rke2, pkg/cli/cmds/agent.go and server.go, where `kubelet-arg` and `kube-proxy-arg` are
 * copied from K3s; k3s-io/k3s, pkg/configfilearg/parser.go.
 */
export const rke2 = defineTarget({
  name: "rke2",
  summary: "Flags of the kubelet and kube-proxy for RKE2",
  outputs: {
    path: {
      path: "rke2/{kind}-{name}/config.yaml.d/90-tuning.yaml",
      per: "node",
      description: "A drop-in for the RKE2 configuration",
    },
  },
  options: {},
  handles: { allowance: true, kubeProxy: true },
  writesFor: (platform) =>
    platform.clusterForm === "rke2-config" &&
    ownKubelet(platform) === undefined,
  templates: { k3sConfigTemplate },
  emit: (emission) =>
    k3sConfigFiles(
      emission,
      [
        'Copy it into /etc/rancher/rke2/config.yaml.d/ on the node, then "systemctl restart rke2-server", or rke2-agent. RKE2 reads that folder after config.yaml, sorted by name; `+` appends to the lists of earlier files.',
      ],
      {
        folder: "/etc/rancher/rke2/config.yaml.d",
        restart: 'systemctl try-restart "rke2-*.service"',
      },
    ),
});
