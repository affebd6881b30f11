import { fileHeader, nodeSubject } from "../shared/comments.js";
import { k3sConfig, k3sConfigTemplate } from "../shared/k3s-config.js";
import { outputPath } from "../shared/path.js";
import type { Target } from "../types.js";

const wiring = [
  "Copy it into /etc/rancher/k3s/config.yaml.d/ on the node and restart K3s. K3s reads that folder in the order of the names, after config.yaml; the `+` appends to the lists of the files before.",
];

/** Flags for the kubelet and kube-proxy of a K3s node, whatever its operating system. */
export const k3s: Target = {
  name: "k3s",
  templates: { k3sConfigTemplate },
  emit: (plan, render) =>
    plan.nodes
      .filter((node) => node.platform.clusterForm === "k3s-config")
      .map((node) => ({
        target: "k3s",
        path: outputPath(plan.targets.k3s.path, node),
        text: k3sConfig(
          node,
          fileHeader(plan, nodeSubject(node), wiring),
          render,
        ),
      })),
};
