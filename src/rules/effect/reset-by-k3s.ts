import { integerOf, settingsById } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const resetByK3s = defineRule({
  name: "reset-by-k3s",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A value that K3s' agent overwrites when it starts",
  explanation:
    "At every start K3s' agent writes some sysctls wherever they differ from what it wants. `net.bridge.bridge-nf-call-iptables` is one of them, and no flag keeps it from that unless both kube-proxy and Flannel are off: whatever the node's files say, it is 1 once K3s runs.",
  source:
    "k3s-io/k3s, pkg/agent/syssetup/setup.go; https://github.com/k3s-io/k3s/issues/14022",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.bridge.bridge-nf-call-iptables: 0 # Bridges of the host stay out of the firewall
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kubeProxy: none, cni: cilium }
    sysctl:
      net.bridge.bridge-nf-call-iptables: 0 # Bridges of the host stay out of the firewall
`,
  },
  check: (node) => {
    const written = settingsById(node);
    const { distributionLabel: label, resetsAtStart } = node.platform;
    return [...(resetsAtStart?.(node.facts) ?? [])].flatMap(([id, wanted]) => {
      const sysctl = written.get(id);
      const value = integerOf(sysctl);
      if (sysctl === undefined || value === undefined || value === wanted)
        return [];
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${id}\` is overwritten with ${String(wanted)} when ${label} starts`,
          why: "its agent writes the key at every start wherever it differs, and has no flag against it",
          help: `remove the setting, or write it after ${label} has started, by a unit of your own; ${label} leaves it alone only where both kube-proxy and Flannel are off`,
        },
      ];
    });
  },
});
