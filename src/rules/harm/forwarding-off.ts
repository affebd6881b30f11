import { ipv4Forwarding } from "../../platform/component/forwarding.js";
import { integerOf, settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const forwardingOff = defineRule({
  name: "forwarding-off",
  scope: "node",
  severity: "error",
  group: "harm",
  watches: ipv4Forwarding,
  summary: "IPv4 forwarding disabled on a Kubernetes node",
  page: () => ({
    explanation:
      "A Kubernetes node routes for its pods. K3s and network plug-ins enable forwarding when they start, so a node looks healthy at first. When the sysctl files are applied again (by `nixos-rebuild switch` or a package upgrade), the 0 disables it, and pods lose the network without a restart or a log line. The interface of each new pod copies `conf.default.forwarding`.",
    source:
      "k3s-io/k3s, pkg/agent/syssetup/setup.go; kubernetes/kubernetes, cmd/kubeadm/app/preflight/checks.go; https://docs.kernel.org/networking/ip-sysctl.html",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.ipv4.ip_forward: 0 # Hosts do not route
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.ipv4.ip_forward: 1 # The node routes for its pods
`,
    },
  }),
  check: (node) =>
    node.platform.hasKubelet !== true
      ? []
      : settings(node)
          .filter(
            (sysctl) =>
              ipv4Forwarding.has(sysctl.id) && integerOf(sysctl) === 0n,
          )
          .map((sysctl) => ({
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` is 0 on a Kubernetes node`,
            why: "the node stops routing for its pods, at the latest when the settings are applied again",
            help: "write 1",
          })),
});
