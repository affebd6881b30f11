import * as templates from "./templates.js";
import { commentLines } from "../../encode/comment.js";
import { yamlKey, yamlString } from "../../encode/yaml.js";
import type { ConntrackSetting, NodePlan, Plan } from "../../plan/types.js";
import { conntrackFields } from "../../platform/kube-proxy.js";
import { conntrackComment, fileHeader } from "../shared/comments.js";
import { sizeNotes } from "../shared/conntrack-size.js";
import { typedConntrack } from "../shared/conntrack-typed.js";
import type { Render } from "../shared/template.js";
import { hasDocuments } from "./version.js";
import type { OutputFile } from "../types.js";
import type { Comment } from "../shared/views.js";

/**
 * The patch that configures kube-proxy, of which a Talos cluster has one for all nodes: the first node speaks for all,
 * since nodes that disagree are refused earlier.
 */
export function proxyFile(
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
      target: "talos",
      path: plan.targets.talos.proxyPath,
      text: hasDocuments(node.facts)
        ? documentPatch(plan, node, proxied, render)
        : clusterPatch(plan, node, proxied, render),
    },
  ];
}

const subject = commentLines(
  "kube-proxy of the whole cluster: its connection-tracking settings.",
);

function comment(
  setting: ConntrackSetting,
  { settings }: NodePlan,
  proxied: readonly NodePlan[],
  indent: number,
): Comment {
  return [
    ...conntrackComment(setting, indent),
    ...sizeNotes(setting, settings.conntrack, proxied).flatMap((note) =>
      commentLines(note, indent),
    ),
  ];
}

/** Up to Talos 1.13: flags, below `cluster.proxy`. */
function clusterPatch(
  plan: Plan,
  node: NodePlan,
  proxied: readonly NodePlan[],
  render: Render,
): string {
  return render(templates.clusterProxy, {
    header: fileHeader(plan, subject, [
      'Apply it as a patch to every control-plane node, then "talosctl upgrade-k8s --to" the running version writes the manifest anew.',
    ]),
    settings: node.settings.conntrack.map((setting) => ({
      comment: comment(setting, node, proxied, 6),
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
  proxied: readonly NodePlan[],
  render: Render,
): string {
  return render(templates.proxyDocument, {
    header: fileHeader(plan, subject, [
      "Apply it as a patch to every control-plane node that has a KubeProxyConfig already; it cannot be applied to a machine that still has cluster.proxy.",
    ]),
    settings: node.settings.conntrack.map((setting) => ({
      comment: comment(setting, node, proxied, 4),
      key: yamlKey(setting.field),
      value: typedConntrack(setting),
    })),
  });
}
