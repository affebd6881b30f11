import { type Diagnostic, error } from "../core/diagnostic.js";
import type { NodePlan } from "./types.js";

/** Talos' and kubeadm's kube-proxy has one configuration for the whole cluster: nodes may not disagree on it. */
export function clusterFaults(
  nodes: readonly NodePlan[],
): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (const distribution of ["talos", "kubeadm"] as const) {
    const proxied = nodes.filter(
      ({ facts }) =>
        facts.distribution === distribution && facts.kubeProxy !== "none",
    );
    const [first, ...others] = proxied;
    if (first === undefined) continue;
    for (const node of others) {
      if (conntrackText(node) === conntrackText(first)) continue;
      faults.push(
        error(
          "proxy-disagreement",
          node.span,
          `${node.kind} \`${node.name}\` and ${first.kind} \`${first.name}\` want different kube-proxy settings`,
          {
            why: `${distribution === "talos" ? "Talos" : "kubeadm"} has one kube-proxy configuration for the whole cluster`,
            help: "set the same conntrack keys on both, or write `kubeProxy.conntrack` at the top",
            related: [{ message: "the other", span: first.span }],
          },
        ),
      );
    }
  }
  return faults;
}

function conntrackText({ settings }: NodePlan): string {
  return settings.conntrack
    .map(({ field, value }) => `${field}=${value}`)
    .join(" ");
}
