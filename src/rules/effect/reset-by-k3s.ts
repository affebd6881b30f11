import { replacedReports } from "../support/replaced.js";
import { defineRule } from "../rule.js";

export const resetByK3s = defineRule({
  name: "reset-by-k3s",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A value that the K3s agent resets when it starts",
  explanation:
    "At every start the K3s agent resets some sysctls to the values that it requires. `net.bridge.bridge-nf-call-iptables` is one of them: whatever the node's files set, it is 1 once K3s runs. No flag prevents this. K3s skips the key only if both kube-proxy and Flannel are disabled.",
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
  check: (node, plan) => {
    const { agent, distributionLabel: label } = node.platform;
    return replacedReports(agent, node, plan, ({ sysctl, instead }) => ({
      message: `\`${sysctl.id}\` is reset to ${instead} when ${label} starts`,
      why: `the ${label} agent resets this at every start; no flag prevents it`,
      help: `remove the setting, or write it after ${label} has started, from a unit of your own; ${label} skips it only if both kube-proxy and Flannel are disabled`,
    }));
  },
});
