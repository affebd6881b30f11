import { commentLines } from "../../encode/comment.js";
import { yamlKey } from "../../encode/yaml.js";
import type { NodePlan } from "../../plan/types.js";
import type { ProxySetting } from "../../settings/kube-proxy.js";
import type { Emission, TargetFile } from "../define-target.js";
import { proxySettingComment, fileHeader } from "./comments.js";
import { sizeNotes } from "./conntrack-size.js";
import { typedProxyField } from "./typed-proxy-field.js";
import type { Comment, CommentedSetting, SettingView } from "./views.js";

/** A file of kube-proxy's connection-tracking settings. */
export interface KubeProxyView {
  readonly header: Comment;
  readonly settings: readonly CommentedSetting[];
}

/** The kube-proxy of a cluster that has one configuration for all nodes. */
export interface ClusterProxy {
  /** Every node that runs it. */
  readonly nodes: readonly NodePlan[];
  /** The first that sets something, which represents all: nodes that disagree are an error before this. */
  readonly spokesman: NodePlan;
}

/** Emits the file of a cluster's kube-proxy; none where no kube-proxy runs, or nothing is set. */
export function clusterProxyFiles(
  nodes: readonly NodePlan[],
  textOf: (proxy: ClusterProxy) => string,
): readonly TargetFile<"proxyPath">[] {
  const proxied = nodes.filter(
    ({ platform }) => platform.runsKubeProxy !== false,
  );
  const spokesman = proxied.find(
    ({ settings }) => settings.kubeProxy.length > 0,
  );
  if (spokesman === undefined) return [];
  const text = textOf({ nodes: proxied, spokesman });
  return [{ output: "proxyPath", nodes: proxied, text }];
}

const subject = commentLines(
  "Connection-tracking settings of kube-proxy, for the whole cluster",
);

/**
 * Views a cluster's kube-proxy.
 *
 * @param indent columns before each comment line
 * @param entry how the format spells a setting; as kube-proxy's own configuration does, if left out
 */
export function kubeProxyView(
  { plan, mark }: Pick<Emission, "plan" | "mark">,
  { nodes, spokesman }: ClusterProxy,
  wiring: readonly string[],
  indent: number,
  entry: (setting: ProxySetting) => SettingView = typedEntry,
): KubeProxyView {
  return {
    header: fileHeader(plan, subject, wiring),
    settings: spokesman.settings.kubeProxy.map((setting) => {
      const { key, value } = entry(setting);
      return {
        comment: proxyComment(setting, spokesman, nodes, indent),
        key: mark("kubeProxy", setting.id) + key,
        value,
      };
    }),
  };
}

/** Says why kube-proxy gets a setting, and which table size follows from it on each node. */
export function proxyComment(
  setting: ProxySetting,
  { settings }: NodePlan,
  nodes: readonly NodePlan[],
  indent: number,
): Comment {
  return [
    ...proxySettingComment(setting, indent),
    ...sizeNotes(setting, settings.kubeProxy, nodes).flatMap((note) =>
      commentLines(note, indent),
    ),
  ];
}

function typedEntry(setting: ProxySetting): SettingView {
  return { key: yamlKey(setting.id), value: typedProxyField(setting) };
}
