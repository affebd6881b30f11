import * as templates from "./templates.js";
import { commentLines } from "../../encode/comment.js";
import { yamlKey, yamlString } from "../../encode/yaml.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import {
  conntrackComment,
  fileHeader,
  nodeSubject,
} from "../shared/comments.js";
import { sizeNotes } from "../shared/conntrack-size.js";
import { typedConntrack } from "../shared/conntrack-typed.js";
import { outputPath } from "../shared/path.js";
import type { Render } from "../shared/template.js";
import type { OutputFile, Target } from "../types.js";

/** The kubelet's configuration of each node of a kubeadm cluster, and kube-proxy's, of which there is one. */
export const kubeadm: Target = {
  name: "kubeadm",
  templates,
  emit: (plan, render) => {
    const nodes = plan.nodes.filter(
      ({ platform }) => platform.clusterForm === "kubeadm-config",
    );
    return [
      ...nodes.map((node) => kubeletFile(plan, node, render)),
      ...proxyFile(plan, nodes, render),
    ];
  },
};

/**
 * A document that is a patch for kubeadm and a drop-in for the kubelet. Written also where no list is needed: a path
 * that somebody installs never vanishes.
 *
 * Sources: kubernetes/kubernetes, cmd/kubeadm/app/util/patches/patches.go (the name says what is patched, and by which
 * kind of patch: strategic, where it says nothing; #110405, Kubernetes 1.25); cmd/kubelet/app/server.go,
 * mergeKubeletConfigurations (names that end in .conf; lists are replaced);
 * https://kubernetes.io/docs/tasks/administer-cluster/kubelet-config-file/
 */
function kubeletFile(plan: Plan, node: NodePlan, render: Render): OutputFile {
  const { allowance } = node.settings;
  return {
    target: "kubeadm",
    path: outputPath(plan.targets.kubeadm.path, node),
    text: render(templates.kubelet, {
      header: fileHeader(plan, nodeSubject(node), [
        "kubeadm (1.25 and later): copy it to the node as /etc/kubernetes/patches/kubeletconfiguration.yaml, a name by which kubeadm knows it, and name that folder under patches.directory of the InitConfiguration or JoinConfiguration. On a node that has joined already: kubeadm upgrade node phase kubelet-config --patches /etc/kubernetes/patches, then systemctl restart kubelet.",
        "Without kubeadm's patches (Kubernetes 1.30 and later): copy it as /etc/kubernetes/kubelet.conf.d/90-tuning.conf, and start the kubelet with --config-dir=/etc/kubernetes/kubelet.conf.d. It reads names that end in .conf alone.",
        allowance.length > 0
          ? "Either way the list replaces one that another file has."
          : "No sysctl needs to be allowed here.",
      ]),
      allowedSysctls: allowance.map(({ pattern, because }) => ({
        comment: commentLines(because.join("; "), 2),
        value: yamlString(pattern),
      })),
    }),
  };
}

const subject = commentLines(
  "kube-proxy of the whole cluster: its connection-tracking settings.",
);

/**
 * kube-proxy's configuration, of which the cluster has one: the first node speaks for all, since nodes that disagree
 * are refused earlier.
 *
 * Sources: https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-reconfigure/#reflecting-kube-proxy-changes;
 * https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/
 */
function proxyFile(
  plan: Plan,
  nodes: readonly NodePlan[],
  render: Render,
): readonly OutputFile[] {
  const proxied = nodes.filter(
    ({ platform }) => platform.runsKubeProxy !== false,
  );
  const node = proxied.find(({ settings }) => settings.conntrack.length > 0);
  if (node === undefined) return [];
  return [
    {
      target: "kubeadm",
      path: plan.targets.kubeadm.proxyPath,
      text: render(templates.kubeProxy, {
        header: fileHeader(plan, subject, [
          "A new cluster: append it to the file of kubeadm init --config, as a document of its own.",
          "A running one: kubectl -n kube-system edit configmap kube-proxy, and write these fields below conntrack of its config.conf, in place of those that are there; then kubectl -n kube-system rollout restart daemonset kube-proxy.",
        ]),
        settings: node.settings.conntrack.map((setting) => ({
          comment: [
            ...conntrackComment(setting, 2),
            ...sizeNotes(setting, node.settings.conntrack, proxied).flatMap(
              (note) => commentLines(note, 2),
            ),
          ],
          key: yamlKey(setting.field),
          value: typedConntrack(setting),
        })),
      }),
    },
  ];
}
