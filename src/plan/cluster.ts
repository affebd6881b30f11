import { type Diagnostic, error } from "../core/diagnostic.js";
import type { NodePlan } from "./types.js";

/** Talos' and kubeadm's kube-proxy has one configuration for the whole cluster: nodes may not disagree on it. */
export function clusterFaults(
  nodes: readonly NodePlan[],
): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const proxied = nodes.filter(
    ({ platform }) =>
      platform.sharesProxyConfig === true && platform.runsKubeProxy !== false,
  );
  const labels = new Set(
    proxied.map(({ platform }) => platform.distributionLabel),
  );
  for (const label of labels) {
    const [first, ...others] = proxied.filter(
      ({ platform }) => platform.distributionLabel === label,
    );
    if (first === undefined) continue;
    for (const node of others) {
      if (conntrackText(node) === conntrackText(first)) continue;
      faults.push(
        error(
          "proxy-disagreement",
          node.span,
          `${node.kind} \`${node.name}\` and ${first.kind} \`${first.name}\` want different kube-proxy settings`,
          {
            why: `${label} has one kube-proxy configuration for the whole cluster`,
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
