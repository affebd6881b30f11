import { spec as k3sConfigSpec } from "../../../templates/shared/k3s-config.hbs";
import { commentLines } from "../../encode/comment.js";
import { yamlString } from "../../encode/yaml.js";
import type { NodePlan } from "../../plan/types.js";
import { proxyFields } from "../../platform/component/proxy-fields.js";
import type { Emission, TargetFile } from "../define-target.js";
import { fileHeader, nodeSubject, ONLY_REPLACES } from "./comments.js";
import { proxyComments } from "./kube-proxy.js";
import { baseName } from "./path.js";
import type { Mark } from "../setting-lines.js";
import { template } from "./template.js";
import type { Comment, ItemView } from "./views.js";

export interface K3sConfigView {
  /** Empty where the text is embedded in another file. */
  readonly header: Comment;
  readonly kubelet: readonly ItemView[];
  readonly kubeProxy: readonly ItemView[];
  readonly empty: boolean;
}

export const k3sConfigTemplate = template<K3sConfigView>(
  "shared/k3s-config",
  k3sConfigSpec,
);

/** A flag of K3s that passes an argument to a component: `--kubelet-arg=NAME=VALUE`. */
export interface K3sFlag {
  readonly flag: "kubelet-arg" | "kube-proxy-arg";
  /** `NAME=VALUE` */
  readonly argument: string;
  /** Of the settings that it is made of. */
  readonly marks: string;
  readonly comment: Comment;
}

/**
 * Lists the flags of K3s: it ignores these settings in a kubelet configuration file (k3s-io/k3s#8340), and reads the
 * connection-tracking settings only from kube-proxy's flags.
 *
 * @param indent columns before each comment line
 */
export function k3sFlags(
  node: NodePlan,
  indent: number,
  mark: Mark,
): readonly K3sFlag[] {
  const { allowance, kubeProxy } = node.settings;
  const comments = proxyComments(node, [node], indent);
  const flags: K3sFlag[] = kubeProxy.map((setting) => ({
    flag: "kube-proxy-arg",
    argument: `${proxyFields[setting.id].flag}=${setting.value}`,
    marks: mark("kubeProxy", setting.id),
    comment: comments.get(setting.id) ?? [],
  }));
  if (allowance.length > 0) {
    flags.unshift({
      flag: "kubelet-arg",
      argument: `allowed-unsafe-sysctls=${allowance.map(({ id }) => id).join(",")}`,
      marks: allowance.map(({ id }) => mark("allowance", id)).join(""),
      comment: allowance.flatMap(({ id, because }) =>
        commentLines(
          because.length === 0 ? id : `${id}: ${because.join("; ")}`,
          indent,
        ),
      ),
    });
  }
  return flags;
}

/**
 * Renders a file for /etc/rancher/k3s/config.yaml.d. Without settings it is an empty mapping: K3s accepts an empty file
 * too, but other YAML tools read that as null.
 *
 * @param header empty where the text is embedded in another file
 */
export function k3sConfig(
  node: NodePlan,
  header: Comment,
  { render, mark }: Pick<Emission, "render" | "mark">,
): string {
  // Two columns of list indent, and four that the text moves right inside a NixOS module.
  const flags = k3sFlags(node, 6, mark);
  const items = (wanted: K3sFlag["flag"]): readonly ItemView[] =>
    flags
      .filter(({ flag }) => flag === wanted)
      .map(({ argument, marks, comment }) => ({
        comment,
        value: marks + yamlString(argument),
      }));
  return render(k3sConfigTemplate, {
    header,
    kubelet: items("kubelet-arg"),
    kubeProxy: items("kube-proxy-arg"),
    empty: flags.length === 0,
  });
}

/**
 * Emits a configuration file for each node of K3s or of a distribution built from it.
 *
 * @param restart the command that restarts its server or agent
 */
export function k3sConfigFiles(
  emission: Emission<"path">,
  wiring: readonly string[],
  { folder, restart }: { readonly folder: string; readonly restart: string },
): readonly TargetFile<"path">[] {
  const { plan, nodes, pathOf } = emission;
  return nodes.map((node) => {
    const { allowance, kubeProxy } = node.settings;
    const isEmpty = allowance.length + kubeProxy.length === 0;
    const lines = isEmpty
      ? [...wiring, `No setting needs a flag. ${ONLY_REPLACES}`]
      : wiring;
    return {
      output: "path",
      nodes: [node],
      install: {
        by: "copy",
        to: `${folder}/${baseName(pathOf("path", node))}`,
        apply: isEmpty ? [] : [restart],
      },
      text: k3sConfig(
        node,
        fileHeader(plan, nodeSubject(node), lines),
        emission,
      ),
    };
  });
}
