import type { Plan } from "../../plan/types.js";
import type { RollbackFile } from "./files.js";
import { inlineCode } from "../../encode/markdown.js";

/** Writes the steps that undo what a spec sets for the cluster as a whole; undefined where it sets nothing. */
export function clusterFile({
  cilium,
  workloads,
  mounts = [],
  specName,
}: Plan): RollbackFile | undefined {
  const values = cilium?.values ?? [];
  const steps = [
    ...workloads
      .filter(({ sysctls }) => sysctls.length > 0)
      .map(
        ({ kind, name, objectName }) =>
          `Remove the component of the workload ${inlineCode(name)} and apply: its pods are replaced (${kind} ${inlineCode(objectName)}), and new ones have the defaults of their namespaces.`,
      ),
    ...(values.length === 0
      ? []
      : [
          `Remove these values of Cilium's chart, whose defaults then apply: ${values.map(({ path }) => inlineCode(path.join("."))).join(", ")}.`,
          "Upgrade the release, `helm upgrade cilium`, and restart the agents one node at a time: `kubectl --namespace kube-system rollout restart daemonset cilium`.",
        ]),
    ...mounts.map(
      ({ name }) =>
        `Remove the component of the mount ${inlineCode(name)}; volumes that are mounted keep their options until they are mounted again.`,
    ),
  ];
  if (steps.length === 0) return undefined;
  return {
    path: "cluster.md",
    text: `${[
      "# Roll back the cluster",
      "",
      `What undoes ${inlineCode(specName)} beside its nodes. Do this first.`,
      "",
      ...(values.length === 0
        ? []
        : [
            "## Not undone",
            "",
            "- A map of another size is a new map: the agent loses the connections, translations or policies in it when it starts with the new size.",
            "",
          ]),
      "## Steps",
      "",
      ...steps.map((step, at) => `${at + 1}. ${step}`),
    ].join("\n")}\n`,
  };
}
