import { ipv6Forwarding } from "../../platform/component/forwarding.js";
import { integerOf, settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const forwardingOffIpv6 = defineRule({
  name: "forwarding-off-ipv6",
  scope: "node",
  severity: "note",
  group: "harm",
  watches: ipv6Forwarding,
  summary: "IPv6 forwarding disabled on a Kubernetes node",
  page: () => ({
    explanation:
      "If pods have IPv6 addresses, the node routes for them as it does for IPv4, and a 0 disables this whenever the settings are applied again. On an IPv4-only cluster it does no harm and may be intended; then `accept` the finding.",
    source:
      "k3s-io/k3s, pkg/agent/syssetup/setup.go; https://docs.kernel.org/networking/ip-sysctl.html",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.ipv6.conf.all.forwarding: 0 # Hosts do not route
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.ipv6.conf.all.forwarding: 1 # The node routes for its pods
      net.ipv6.conf.default.accept_ra: 2 # The default route is advertised
`,
    },
  }),
  check: (node) =>
    node.platform.hasKubelet !== true
      ? []
      : settings(node)
          .filter(
            (sysctl) =>
              ipv6Forwarding.has(sysctl.id) && integerOf(sysctl) === 0n,
          )
          .map((sysctl) => ({
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` is 0 on a Kubernetes node`,
            why: "pods with IPv6 addresses reach nothing outside the node; an IPv4-only cluster is not affected",
            help: "write 1, or remove it if no pod has an IPv6 address",
          })),
});
