import type { Reporter } from "../core/report.js";
import type { NodePlan } from "./types.js";

/** Reports nodes with different kube-proxy settings where the cluster has one configuration, as on Talos, kubeadm and EKS. */
export function checkProxyAgreement(
  nodes: readonly NodePlan[],
  reporter: Reporter,
): void {
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
      if (proxyText(node) === proxyText(first)) continue;
      reporter.error(
        "proxy-disagreement",
        node.span,
        `${node.kind} \`${node.name}\` and ${first.kind} \`${first.name}\` have different kube-proxy settings`,
        {
          why: `${label} has one kube-proxy configuration for the whole cluster`,
          help: "set the same fields of `kubeProxy` on both, or set `kubeProxy` at the top of the spec",
          reach: { nodes: [node] },
          related: [{ message: "the other node", span: first.span }],
        },
      );
    }
  }
}

function proxyText({ settings }: NodePlan): string {
  return settings.kubeProxy.map(({ id, value }) => `${id}=${value}`).join(" ");
}
