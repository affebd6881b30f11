import type { Change, Part } from "../../diff/types.js";
import type { Plan } from "../../plan/types.js";
import type { RollbackFile } from "./files.js";
import type { ClusterProxyFile } from "./cluster-proxy.js";
import { inlineCode, plainText } from "../../encode/markdown.js";

/**
 * Writes the steps that undo what a spec sets for the cluster as a whole; undefined where it sets nothing.
 *
 * @param proxies what undoes the settings of kube-proxy
 */
export function clusterFile(
  { cilium, workloads, mounts = [], specName }: Plan,
  proxies: readonly ClusterProxyFile[] = [],
): RollbackFile | undefined {
  const values = cilium?.values ?? [];
  const steps = [
    ...workloads
      .filter(({ sysctls }) => sysctls.length > 0)
      .map(
        ({ kind, name, objectName }) =>
          `Remove the component of the workload ${inlineCode(name)} and apply: its pods are replaced (${kind} ${inlineCode(objectName)}), and new ones have the defaults of their namespaces.`,
      ),
    ...proxies.map(({ step }) => step),
    ...(values.length === 0
      ? []
      : [
          `Remove these values of Cilium's chart, whose defaults then apply: ${values.map(({ path }) => inlineCode(path.join("."))).join(", ")}.`,
          UPGRADE_CILIUM,
        ]),
    ...mounts.map(
      ({ name }) =>
        `Remove the component of the mount ${inlineCode(name)}; volumes that are mounted keep their options until they are mounted again.`,
    ),
  ];
  return file(`What undoes ${inlineCode(specName)} beside its nodes.`, {
    steps,
    resizes: values.length > 0,
  });
}

/**
 * Writes the steps that undo what changed for the cluster as a whole; undefined where nothing did.
 *
 * @param since the earlier spec, as the user names it
 * @param parts what changed since then
 * @param proxies what undoes the changes of kube-proxy
 */
export function clusterFileSince(
  since: string,
  parts: readonly Part[],
  specName: string,
  proxies: readonly ClusterProxyFile[] = [],
): RollbackFile | undefined {
  const steps = parts.flatMap(({ kind, name, changes }) => {
    const back = changes.map(backText).join(", ");
    switch (kind) {
      case "workload":
        return [
          `Apply the component of the workload ${inlineCode(name)} as it was: its pods are replaced. ${back}.`,
        ];
      case "mount":
        return [
          `Apply the component of the mount ${inlineCode(name)} as it was; volumes that are mounted keep their options until they are mounted again. ${back}.`,
        ];
      case "cilium":
        return [
          `Give Cilium's chart its values as they were: ${back}.`,
          UPGRADE_CILIUM,
        ];
      case "monitoring":
        return [`Apply the rules of Prometheus as they were. ${back}.`];
    }
  });
  return file(
    `What undoes the changes of ${inlineCode(specName)} since ${inlineCode(since)} beside its nodes. Go back to that spec and run \`tunegen build\`.`,
    {
      steps: [...proxies.map(({ step }) => step), ...steps],
      resizes: parts.some(({ kind }) => kind === "cilium"),
    },
  );
}

/** `bpf.ctTcpMax`: 524288 → 262144 */
function backText({ name, before, after }: Change): string {
  const text = (value: string | undefined): string =>
    value === undefined ? "not set" : plainText(value);
  return `${inlineCode(name)}: ${text(after)} → ${text(before)}`;
}

const UPGRADE_CILIUM =
  "Upgrade the release, `helm upgrade cilium`, and restart the agents one node at a time: `kubectl --namespace kube-system rollout restart daemonset cilium`.";

function file(
  what: string,
  {
    steps,
    resizes,
  }: { readonly steps: readonly string[]; readonly resizes: boolean },
): RollbackFile | undefined {
  if (steps.length === 0) return undefined;
  return {
    path: "cluster.md",
    text: `${[
      "# Roll back the cluster",
      "",
      `${what} Do this first.`,
      "",
      ...(resizes
        ? [
            "## Not undone",
            "",
            "- A map of another size is a new map: the agent loses the connections, translations or policies in it when it starts with the new size.",
            "",
          ]
        : []),
      "## Steps",
      "",
      ...steps.map((step, at) => `${at + 1}. ${step}`),
    ].join("\n")}\n`,
  };
}
