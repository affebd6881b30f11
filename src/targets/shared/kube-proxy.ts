import { spec as kubeProxySpec } from "../../../templates/shared/kube-proxy.hbs";
import { commentLines } from "../../encode/comment.js";
import { yamlKey, yamlString } from "../../encode/yaml.js";
import {
  proxyFields,
  type ProxySection,
  proxySections,
} from "../../platform/component/proxy-fields.js";
import type { NodePlan } from "../../plan/types.js";
import type { ProxySetting } from "../../settings/kube-proxy.js";
import type { SettingLayer } from "../../settings/setting.js";
import type { Emission, TargetFile } from "../define-target.js";
import { fileHeader, groupHeading, proxySettingComment } from "./comments.js";
import { sizeNotes } from "./conntrack-size.js";
import { typedProxyField } from "./typed-proxy-field.js";
import { template } from "./template.js";
import type { Comment, CommentedSetting, SettingView } from "./views.js";

/** A file of kube-proxy's settings, in the shape of its own configuration. */
export interface KubeProxyView {
  readonly header: Comment;
  readonly sections: readonly {
    readonly name: string;
    readonly settings: readonly CommentedSetting[];
  }[];
}

export const kubeProxyTemplate = template<KubeProxyView>(
  "shared/kube-proxy",
  kubeProxySpec,
);

/** A file of kube-proxy's settings as flags. */
export interface KubeProxyFlagsView {
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

const subject = commentLines("Settings of kube-proxy, for the whole cluster");

/**
 * Views a cluster's kube-proxy in the shape of its own configuration.
 *
 * @param indent columns before each comment line
 */
export function kubeProxyView(
  emission: Pick<Emission, "plan" | "mark">,
  proxy: ClusterProxy,
  wiring: readonly string[],
  indent: number,
): KubeProxyView {
  const { kubeProxy } = proxy.spokesman.settings;
  const comments = proxyComments(proxy.spokesman, proxy.nodes, indent);
  const ofSection = (section: ProxySection) =>
    kubeProxy.filter(({ id }) => proxyFields[id].section === section);
  return {
    header: fileHeader(emission.plan, subject, wiring),
    sections: proxySections
      .map((name) => ({
        name,
        settings: viewed(emission, ofSection(name), comments, (setting) => ({
          key: yamlKey(setting.id),
          value: typedProxyField(setting),
        })),
      }))
      .filter(({ settings }) => settings.length > 0),
  };
}

/**
 * Views a cluster's kube-proxy as flags.
 *
 * @param indent columns before each comment line
 */
export function kubeProxyFlags(
  emission: Pick<Emission, "plan" | "mark">,
  proxy: ClusterProxy,
  wiring: readonly string[],
  indent: number,
): KubeProxyFlagsView {
  const { kubeProxy } = proxy.spokesman.settings;
  const comments = proxyComments(proxy.spokesman, proxy.nodes, indent);
  return {
    header: fileHeader(emission.plan, subject, wiring),
    settings: viewed(emission, kubeProxy, comments, (setting) => ({
      key: yamlKey(proxyFields[setting.id].flag),
      value: yamlString(setting.value),
    })),
  };
}

function viewed(
  { mark }: Pick<Emission, "mark">,
  settings: readonly ProxySetting[],
  comments: ReadonlyMap<string, Comment>,
  entry: (setting: ProxySetting) => SettingView,
): readonly CommentedSetting[] {
  return settings.map((setting) => {
    const { key, value } = entry(setting);
    return {
      comment: comments.get(setting.id) ?? [],
      key: mark("kubeProxy", setting.id) + key,
      value,
    };
  });
}

/**
 * Says by field why kube-proxy gets it, and which table size follows from it on each node. The first field of a profile
 * has the reason and the references of the profile above its own.
 *
 * @param nodes the nodes that the file is for
 */
export function proxyComments(
  node: NodePlan,
  nodes: readonly NodePlan[],
  indent: number,
): ReadonlyMap<string, Comment> {
  const { kubeProxy } = node.settings;
  const shown = new Set<SettingLayer>();
  return new Map(
    kubeProxy.map((setting) => {
      const profile = profileOf(setting, node);
      const isFirst = profile !== undefined && !shown.has(profile);
      if (isFirst) shown.add(profile);
      const heading = isFirst ? groupHeading(profile, node, indent) : [];
      const own = [
        ...proxySettingComment(setting, profile?.refs ?? [], indent),
        ...sizeNotes(setting, kubeProxy, nodes).flatMap((note) =>
          commentLines(note, indent),
        ),
      ];
      const gap = heading.length > 0 && own.length > 0 ? ["#"] : [];
      return [setting.id, [...heading, ...gap, ...own]];
    }),
  );
}

/** The profile that sets a field; undefined for a field that keeps kube-proxy from a sysctl, which has its own reasons. */
function profileOf(
  { because, origin: { owner } }: ProxySetting,
  { layers }: NodePlan,
): SettingLayer | undefined {
  return because.length > 0 || owner.kind !== "profile"
    ? undefined
    : layers.find(
        (layer) =>
          layer.owner.name === owner.name && layer.owner.kind === owner.kind,
      );
}
