import { fileHeader, nodeSubject } from "../shared/comments.js";
import { k3sConfig, k3sConfigTemplate } from "../shared/k3s-config.js";
import { outputPath } from "../shared/path.js";
import type { Target } from "../types.js";

const wiring = [
  'Copy it into /etc/rancher/rke2/config.yaml.d/ on the node, then "systemctl restart rke2-server", or rke2-agent. RKE2 reads that folder in the order of the names, after config.yaml; the `+` appends to the lists of the files before.',
];

/**
 * Flags for the kubelet and kube-proxy of an RKE2 node. RKE2 is built from K3s, and takes both flags and their files
 * as K3s does. Source: rancher/rke2, pkg/cli/cmds/agent.go and server.go, where `kubelet-arg` and `kube-proxy-arg` are
 * copied from K3s; k3s-io/k3s, pkg/configfilearg/parser.go.
 */
export const rke2: Target = {
  name: "rke2",
  templates: { k3sConfigTemplate },
  emit: (plan, render) =>
    plan.nodes
      .filter((node) => node.platform.clusterForm === "rke2-config")
      .map((node) => ({
        target: "rke2",
        path: outputPath(plan.targets.rke2.path, node),
        text: k3sConfig(
          node,
          fileHeader(plan, nodeSubject(node), wiring),
          render,
        ),
      })),
};
