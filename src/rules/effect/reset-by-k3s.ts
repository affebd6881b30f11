import { distributions } from "../../platform/distribution/registry.js";
import { replacedReports, keysOfAny } from "../support/replaced.js";
import { defineRule } from "../rule.js";

export const resetByK3s = defineRule({
  name: "reset-by-k3s",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: keysOfAny(
    Object.values(distributions).flatMap(({ agent }) => agent ?? []),
  ),
  summary: "A value that the agent of K3s or RKE2 resets when it starts",
  page: () => ({
    explanation:
      "At every start the agent of K3s, which RKE2 embeds, resets some sysctls to the values that it requires. `net.bridge.bridge-nf-call-iptables` is one of them: whatever the node's files set, it is 1 once K3s runs. In a cluster with IPv6, `bridge-nf-call-ip6tables` and `net.core.devconf_inherit_init_net` are 1, too. No flag prevents this. K3s skips the keys of the bridge only if both kube-proxy and Flannel are disabled.",
    source:
      "k3s-io/k3s, pkg/agent/syssetup/setup.go; https://github.com/k3s-io/k3s/issues/14022",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.bridge.bridge-nf-call-iptables: 0 # Keep the host's bridges out of the firewall
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kubeProxy: none, cni: cilium }
    sysctl:
      net.bridge.bridge-nf-call-iptables: 0 # Keep the host's bridges out of the firewall
`,
    },
  }),
  check: (node, plan) => {
    const { agent, distributionLabel: label } = node.platform;
    return replacedReports(
      agent,
      node,
      plan,
      ({ sysctl, write: { where, prevent }, instead }) => ({
        message: `\`${sysctl.id}\` is reset to ${instead} when ${label} starts${where === undefined ? "" : ` ${where}`}`,
        why: `the ${label} agent resets this at every start; no flag prevents it`,
        help: [
          "remove the setting",
          `write it after ${label} has started, from a unit of your own`,
          ...(prevent === undefined ? [] : [prevent]),
        ].join(", or "),
      }),
      "also-where-open",
    );
  },
});
