import { commentLines } from "../encode/comment.js";
import { yamlKey, yamlScalar, yamlString } from "../encode/yaml.js";
import type { ConntrackSetting, NodePlan, Plan } from "../plan/types.js";
import { conntrackFields } from "../platform/kube-proxy.js";
import { conntrackComment, fileHeader } from "./comments.js";
import type { Templates } from "./render.js";
import { hasDocuments } from "./talos-version.js";
import type { OutputFile } from "./types.js";

/**
 * The patch that configures kube-proxy, of which a Talos cluster has one for all nodes: the first node speaks for all,
 * since nodes that disagree are refused earlier.
 */
export function proxyFile(
  plan: Plan,
  nodes: readonly NodePlan[],
  templates: Templates,
): readonly OutputFile[] {
  const node = nodes.find(
    ({ facts, conntrack }) =>
      facts.kubeProxy !== "none" && conntrack.length > 0,
  );
  if (node === undefined) return [];
  return [
    {
      target: "talos",
      path: plan.targets.talos.proxyPath,
      text: hasDocuments(node.facts)
        ? documentPatch(plan, node, templates)
        : clusterPatch(plan, node, templates),
    },
  ];
}

const subject = commentLines(
  "kube-proxy of the whole cluster: its connection-tracking settings.",
);

/** Up to Talos 1.13: flags, below `cluster.proxy`. */
function clusterPatch(
  plan: Plan,
  node: NodePlan,
  templates: Templates,
): string {
  return templates["talos-proxy"]({
    header: fileHeader(plan, subject, [
      'Apply it as a patch to every control-plane node, then "talosctl upgrade-k8s --to" the running version writes the manifest anew.',
    ]),
    settings: node.conntrack.map((setting) => ({
      comment: conntrackComment(setting, 6),
      key: yamlKey(conntrackFields[setting.field].flag),
      value: yamlString(setting.value),
    })),
  });
}

/**
 * From Talos 1.14: kube-proxy reads a configuration file, beside which most flags have no effect. Source:
 * siderolabs/talos, pkg/machinery/config/types/k8s/proxy.go.
 */
function documentPatch(
  plan: Plan,
  node: NodePlan,
  templates: Templates,
): string {
  return templates["talos-proxy-document"]({
    header: fileHeader(plan, subject, [
      "Apply it as a patch to every control-plane node that has a KubeProxyConfig already; it cannot be applied to a machine that still has cluster.proxy.",
    ]),
    settings: node.conntrack.map((setting) => ({
      comment: conntrackComment(setting, 4),
      key: yamlKey(setting.field),
      value: typed(setting),
    })),
  });
}

/** As kube-proxy's configuration types it: numbers and a boolean bare, durations as strings. */
function typed({ field, value }: ConntrackSetting): string {
  const { kind } = conntrackFields[field];
  if (kind === "count" && /^\d+$/u.test(value))
    return yamlScalar(BigInt(value));
  return kind === "switch" && /^(?:true|false)$/u.test(value)
    ? yamlScalar(value === "true")
    : yamlString(value);
}
