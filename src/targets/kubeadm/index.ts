import type { NodePlan } from "../../plan/types.js";
import { defineTarget, type Emission } from "../define-target.js";
import { allowanceItems } from "../shared/allowances.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import {
  clusterProxyFiles,
  kubeProxyTemplate,
  kubeProxyView,
} from "../shared/kube-proxy.js";
import { ownKubelet } from "../shared/own-kubelet.js";
import { REPLACE_PROXY } from "./replace-proxy.js";
import * as templates from "./templates.js";

/** Emits the kubelet's configuration of each node of a kubeadm cluster, and kube-proxy's for the whole cluster. */
export const kubeadm = defineTarget({
  name: "kubeadm",
  summary: "Configuration of the kubelet and kube-proxy for kubeadm",
  outputs: {
    path: {
      path: "kubeadm/{kind}-{name}/kubeletconfiguration.yaml",
      per: "node",
      description: "A patch for kubeadm, or a drop-in for the kubelet",
    },
    proxyPath: {
      path: "kubeadm/kube-proxy.yaml",
      per: "spec",
      description: "The kube-proxy configuration of the whole cluster",
    },
  },
  options: {},
  handles: { allowance: true, kubeProxy: true },
  handlesOn: { allowance: ownKubelet },
  writesFor: ({ clusterForm }) => clusterForm === "kubeadm-config",
  templates: { ...templates, kubeProxyTemplate },
  emit: (emission) => {
    const { nodes, render } = emission;
    return [
      ...nodes
        .filter(({ platform }) => ownKubelet(platform) === undefined)
        .map((node) => ({
          output: "path" as const,
          nodes: [node],
          text: kubeletText(emission, node),
        })),
      ...clusterProxyFiles(nodes, (proxy) =>
        render(
          kubeProxyTemplate,
          kubeProxyView(emission, proxy, proxyWiring, 2),
        ),
      ),
    ];
  },
});

const proxyWiring = [
  "New cluster: append it as a separate document to the file for kubeadm init --config.",
  `Running cluster: ${REPLACE_PROXY}`,
];

/**
 * Renders a document that is both a patch for kubeadm and a drop-in for the kubelet. It is written even without a list,
 * so that a path that is installed never disappears.
 *
 * Sources: kubernetes/kubernetes, cmd/kubeadm/app/util/patches/patches.go (the name says what is patched, and by which
 * kind of patch: strategic, where it says nothing; #110405, Kubernetes 1.25); cmd/kubelet/app/server.go,
 * mergeKubeletConfigurations (names that end in .conf; lists are replaced);
 * https://kubernetes.io/docs/tasks/administer-cluster/kubelet-config-file/
 */
function kubeletText({ plan, render, mark }: Emission, node: NodePlan): string {
  const allowedSysctls = allowanceItems(node, 2, mark);
  return render(templates.kubelet, {
    header: fileHeader(plan, nodeSubject(node), [
      "kubeadm 1.25 and later: copy it to the node as /etc/kubernetes/patches/kubeletconfiguration.yaml (kubeadm requires this file name), and set patches.directory of the InitConfiguration or JoinConfiguration to that folder. On a node that has already joined: kubeadm upgrade node phase kubelet-config --patches /etc/kubernetes/patches, then systemctl restart kubelet.",
      "Without kubeadm patches (Kubernetes 1.30 and later): copy it as /etc/kubernetes/kubelet.conf.d/90-tuning.conf and start the kubelet with --config-dir=/etc/kubernetes/kubelet.conf.d, where it reads only names that end in .conf.",
      allowedSysctls.length > 0
        ? "In both cases this list replaces a list from another file."
        : "This node needs no allow-list.",
    ]),
    allowedSysctls,
  });
}
