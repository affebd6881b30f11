import { generatedFrom } from "../../core/generated.js";
import type { ClusterForm } from "../../core/platform.js";
import { commentLines } from "../../encode/comment.js";
import { inlineCode } from "../../encode/markdown.js";
import { yamlKey, yamlString } from "../../encode/yaml.js";
import {
  proxyFields,
  proxySections,
} from "../../platform/component/proxy-fields.js";
import type { Plan } from "../../plan/types.js";
import { mergeProxy } from "../../targets/eks/merge-proxy.js";
import { REPLACE_PROXY } from "../../targets/kubeadm/replace-proxy.js";
import { typedProxyField } from "../../targets/shared/typed-proxy-field.js";
import { hasProxyDocument } from "../../targets/talos/version.js";
import type { OldProxyField, Undo } from "../types.js";
import type { RollbackFile } from "./files.js";
import { evidenceLines } from "./heading.js";

/** What undoes the settings of a kube-proxy that has one configuration for the whole cluster. */
export interface ClusterProxyFile extends RollbackFile {
  /** How to apply it, as Markdown. */
  readonly step: string;
}

interface Form {
  readonly target: string;
  readonly clusterForm: ClusterForm;
  /** How the fields reach kube-proxy, in the file. */
  readonly how: (path: string) => readonly string[];
  /** The same in the steps, in short. */
  readonly step: (path: string) => string;
  readonly body: (
    undo: Undo,
    options: Readonly<Record<string, unknown>>,
  ) => readonly string[];
}

const forms: readonly Form[] = [
  {
    target: "kubeadm",
    clusterForm: "kubeadm-config",
    how: () => [`Running cluster: ${REPLACE_PROXY}`],
    step: (path) =>
      `Give kube-proxy the fields of ${inlineCode(path)} in the ConfigMap ${inlineCode("kube-proxy")}, and restart it, as the file says.`,
    body: ({ proxy }) => configuration(proxy),
  },
  {
    target: "eks",
    clusterForm: "node-config",
    how: mergeProxy,
    step: (path) =>
      `Merge ${inlineCode(path)} into the ConfigMap ${inlineCode("kube-proxy-config")}, and restart kube-proxy, as the file says.`,
    body: ({ proxy }) => configuration(proxy),
  },
  {
    target: "talos",
    clusterForm: "machine-config",
    how: (path) => [
      `Every control-plane node: talosctl --nodes NODE patch machineconfig --mode no-reboot --patch @${path}`,
      'Then "talosctl upgrade-k8s --to" with the running version, which updates the manifest. Last, remove these fields, and those of the tuning, with "talosctl edit machineconfig".',
    ],
    step: (path) =>
      `Patch the control-plane nodes with ${inlineCode(path)}, and update the manifest of kube-proxy, as the file says.`,
    body: ({ proxy, node }, options) =>
      hasProxyDocument(node.facts, options["kubernetes"])
        ? [
            "apiVersion: v1alpha1",
            "kind: KubeProxyConfig",
            "config:",
            ...sections(proxy, 2),
          ]
        : [
            "cluster:",
            "  proxy:",
            "    extraArgs:",
            ...lines(proxy, 6, (field) => [
              proxyFields[field.id].flag,
              yamlString(field.value),
            ]),
          ],
  },
];

/** Writes the old fields of each such kube-proxy of a spec, in the form of its distribution. */
export function clusterProxyFiles(
  undos: readonly Undo[],
  { specName, targets }: Pick<Plan, "specName" | "targets">,
): readonly ClusterProxyFile[] {
  return forms.flatMap(({ target, clusterForm, how, step, body }) => {
    // The nodes of a cluster agree on all fields.
    const undo = undos.find(
      ({ proxy, node: { platform } }) =>
        proxy.length > 0 &&
        platform.clusterForm === clusterForm &&
        platform.runsKubeProxy !== false,
    );
    if (undo === undefined) return [];
    const path = `kube-proxy-${target}.yaml`;
    return [
      {
        path,
        step: step(path),
        text: `${[
          ...commentLines(
            `${generatedFrom(specName)}: what kube-proxy had ${undo.since === undefined ? "before the tuning" : `with ${undo.since}`}, for the whole cluster.`,
          ),
          "#",
          ...commentLines(
            "Its configuration is never captured: if it had other values before the tuning than these defaults, write those.",
          ),
          ...how(path).flatMap((line) => commentLines(line)),
          "",
          ...body(undo, targets.get(target)?.options ?? {}),
        ].join("\n")}\n`,
      },
    ];
  });
}

function configuration(proxy: readonly OldProxyField[]): readonly string[] {
  return [
    "apiVersion: kubeproxy.config.k8s.io/v1alpha1",
    "kind: KubeProxyConfiguration",
    ...sections(proxy, 0),
  ];
}

function sections(
  proxy: readonly OldProxyField[],
  indent: number,
): readonly string[] {
  return proxySections.flatMap((name) => {
    const fields = proxy.filter(({ id }) => proxyFields[id].section === name);
    return fields.length === 0
      ? []
      : [
          `${" ".repeat(indent)}${name}:`,
          ...lines(fields, indent + 2, (field) => [
            field.id,
            typedProxyField(field),
          ]),
        ];
  });
}

function lines(
  proxy: readonly OldProxyField[],
  indent: number,
  entry: (field: OldProxyField) => readonly [string, string],
): readonly string[] {
  return proxy
    .flatMap((field) => {
      const [key, value] = entry(field);
      return [...evidenceLines(field, indent), `${yamlKey(key)}: ${value}`];
    })
    .map((line) => `${" ".repeat(indent)}${line}`);
}
