import type { ClusterForm, Platform } from "../../core/platform.js";
import type { NodePlan } from "../../plan/types.js";
import { joinNames } from "../../core/name-list.js";
import { proxyFields } from "../../platform/component/proxy-fields.js";
import type { Built, OldProxyField, Undo } from "../types.js";
import { evidenceText, notUndoneText } from "./heading.js";
import { inlineCode, plainText } from "../../encode/markdown.js";

/** Writes the steps of a rollback of one node, in a safe order, as Markdown. What is not undone comes first. */
export function steps(undo: Undo, specName: string, built: Built): string {
  const { node, kind, name, since, notUndone } = undo;
  const all = [
    ...clusterProxy(undo),
    ...pods(node),
    ...(since === undefined
      ? [...removal(node, built), apply(node)]
      : [...goingBack(since, node, built)]),
    ...restarts(undo),
  ];
  const what =
    since === undefined
      ? plainText(specName)
      : `what changed in ${plainText(specName)} since ${inlineCode(since)}`;
  return `${[
    `# Roll back ${kind} ${plainText(name)}`,
    "",
    `What undoes ${what} on ${kind === "role" ? "the nodes of this role" : "this node"}. Try it on one node first.`,
    "",
    ...(notUndone.length === 0
      ? []
      : [
          "## Not undone",
          "",
          ...notUndone.map((each) => `- ${plainText(notUndoneText(each))}`),
          "",
        ]),
    "## Steps",
    "",
    ...all.map((each, at) => `${at + 1}. ${each}`),
    ...(notUndone.some(({ remedy }) => remedy !== "restart")
      ? [
          `${all.length + 1}. Drain the node and reboot it, for what is not undone while it runs.`,
        ]
      : []),
  ].join("\n")}\n`;
}

function pods({ settings }: NodePlan): readonly string[] {
  return settings.allowance.length === 0
    ? []
    : [
        "Remove the sysctls of pods that the allow-list of the kubelet is for, and wait until their pods have been replaced: without the list, the kubelet rejects them.",
      ];
}

function removal({ platform }: NodePlan, { gone }: Built): readonly string[] {
  // The module or the patch goes in the same step.
  if (
    platform.settingsForm === "machine-config" ||
    platform.settingsForm === "nixos-module"
  )
    return [];
  return [
    gone.length === 0
      ? "Remove what was installed for this node, so that nothing sets the values again at the next boot."
      : `Remove from the node what was installed from these files, so that nothing sets the values again at the next boot: ${gone.map(inlineCode).join(", ")}.`,
  ];
}

function apply({ platform }: NodePlan): string {
  switch (platform.settingsForm) {
    case "nixos-module":
      return "Import `old-values.nix` in place of the module with the tuning, and deploy: `nixos-rebuild switch`. Remove the import with the next deployment.";
    case "machine-config":
      return `${PATCH} Then remove this patch and that of the tuning from the machine configuration, and apply that: ${APPLY} ${TALOS_RESTORES}`;
    case "user-data":
      return `${APICLIENT} Bottlerocket removes no setting; replace the nodes to be rid of them.`;
    case "etc":
    case undefined:
      return SCRIPT;
  }
}

/** The earlier files on the node again, and the old values at once: a file that leaves a key out restores nothing. */
function goingBack(
  since: string,
  { platform }: NodePlan,
  { gone, changed }: Built,
): readonly string[] {
  const list = (files: readonly string[]): string =>
    files.map(inlineCode).join(", ");
  const build = `Go back to the spec of ${inlineCode(since)} and run \`tunegen build\`.`;
  switch (platform.settingsForm) {
    case "nixos-module":
      return [
        build,
        "Import `old-values.nix` beside the module with the tuning, and deploy: `nixos-rebuild switch`. Remove the import with the next deployment.",
      ];
    case "machine-config":
      return [
        PATCH,
        `${build} Put the patch of the tuning into the machine configuration in place of the present one, without \`old-values.yaml\`, and apply that: ${APPLY} ${TALOS_RESTORES}`,
      ];
    case "user-data":
      return [
        `${build} Use its settings for new nodes.`,
        `${APICLIENT} Bottlerocket removes no setting; replace the nodes to be rid of them.`,
      ];
    case "etc":
    case undefined:
      return [
        [
          build,
          ...(changed.length === 0
            ? []
            : [
                `Install on the node what it changes, and apply it as the files say: ${list(changed)}.`,
              ]),
          ...(gone.length === 0
            ? []
            : [
                `Remove from the node what was installed from what it removes: ${list(gone)}.`,
              ]),
        ].join(" "),
        SCRIPT,
      ];
  }
}

const PATCH =
  "Apply the old values: `talosctl --nodes NODE patch machineconfig --mode no-reboot --patch @old-values.yaml`.";
const APPLY =
  "`talosctl --nodes NODE apply-config --mode no-reboot --file CONFIG`.";
const TALOS_RESTORES =
  "Talos then writes back what each key had before its own first write since boot.";
const APICLIENT = "Apply the old values: `apiclient apply < old-values.toml`.";
const SCRIPT =
  "Apply the old values, as root: `sh old-values.sh`; or `sysctl -p old-values.conf`.";

/** The configuration of kube-proxy, where all nodes have the same. */
function clusterProxy({ node: { platform }, proxy }: Undo): readonly string[] {
  return proxy.length > 0 && platform.sharesProxyConfig === true
    ? [
        "kube-proxy has one configuration for the whole cluster, and keeps it while nodes are undone one by one. `tunegen rollback --all` writes what undoes it, and `cluster.md`: to undo the whole cluster, do first what that says.",
      ]
    : [];
}

/** What reads its settings when it starts. */
function restarts({
  node: { platform, settings },
  proxy: fields,
}: Undo): readonly string[] {
  const services = settings.limitService.map(({ id }) => inlineCode(id));
  const proxy = platform.sharesProxyConfig === true ? [] : fields;
  const kubelet = settings.allowance.length > 0;
  const programs = [
    ...(kubelet ? ["the kubelet"] : []),
    ...(proxy.length > 0 ? ["kube-proxy"] : []),
  ];
  return [
    ...(programs.length === 0
      ? []
      : [
          [
            `${proxyPlace(platform, proxy)}Restart ${joinNames(programs)}, which ${programs.length > 1 ? "read their settings when they start" : "reads its settings when it starts"}: ${agentRestart(platform)}.${proxy.length === 0 ? "" : " kube-proxy then has:"}`,
            ...proxy.map((field) => `   - ${fieldText(field)}`),
          ].join("\n"),
        ]),
    ...(settings.limit.length === 0 || services.length === 0
      ? []
      : [
          `After \`systemctl daemon-reload\`, restart ${services.join(", ")}, which get their limits when they start.`,
        ]),
  ];
}

/** Where kube-proxy is configured by hand, because no target does it. */
function proxyPlace(
  { clusterForm, proxyPlace: place }: Platform,
  proxy: readonly OldProxyField[],
): string {
  const isOwn =
    clusterForm === "k3s-config" ||
    clusterForm === "rke2-config" ||
    proxy.length === 0;
  return isOwn
    ? ""
    : `Undo what was set in ${place ?? "kube-proxy's configuration"}. `;
}

/** `conntrack-max-per-core`: 0 → 32768. Read in its source. The default of kube-proxy. */
function fieldText({ id, now, value, ...old }: OldProxyField): string {
  return `${inlineCode(proxyFields[id].flag)}: ${now ?? "not set"} → ${value}. ${plainText(evidenceText(old))}`;
}

const RESTARTS: Readonly<Partial<Record<ClusterForm, string>>> = {
  "k3s-config": "`systemctl restart k3s-agent`, on servers `k3s`",
  "rke2-config": "`systemctl restart rke2-agent`, on servers `rke2-server`",
  "kubeadm-config": "`systemctl restart kubelet`",
  "machine-config": "Talos does so when its configuration changes",
};

function agentRestart({ clusterForm }: Platform): string {
  return (
    (clusterForm && RESTARTS[clusterForm]) ??
    "by the means of the distribution, or by new nodes"
  );
}
