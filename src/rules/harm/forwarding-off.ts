import { integerOf, settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const keys: ReadonlySet<string> = new Set([
  "net.ipv4.ip_forward",
  "net.ipv4.conf.all.forwarding",
  "net.ipv4.conf.default.forwarding",
]);

export const forwardingOff = defineRule({
  name: "forwarding-off",
  scope: "node",
  severity: "error",
  group: "harm",
  summary: "IPv4 forwarding switched off on a Kubernetes node",
  explanation:
    "A Kubernetes node routes for its pods. K3s, kubelets and network plug-ins switch forwarding on when they start, so that a node looks healthy at first; whenever the sysctl files are applied again (a `nixos-rebuild switch`, a package upgrade), the written 0 takes it away, and pods lose the network without a restart or a log line. `conf.default.forwarding` is what each new pod's interface begins with.",
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
  check: (node) =>
    node.platform.hasKubelet !== true
      ? []
      : settings(node)
          .filter((sysctl) => keys.has(sysctl.id) && integerOf(sysctl) === 0n)
          .map((sysctl) => ({
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` is 0 on a Kubernetes node`,
            why: "the node then routes nothing for its pods, at the latest when the settings are applied again",
            help: "write 1",
          })),
});
