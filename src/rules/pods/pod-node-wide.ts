import { nodesOf, podMeetings } from "../support/pod-meetings.js";
import { defineRule } from "../rule.js";

export const podNodeWide = defineRule({
  name: "pod-node-wide",
  scope: "plan",
  severity: "warning",
  group: "pods",
  summary: "A workload that sets a key with effect on the whole node",
  page: () => ({
    explanation:
      "`net.netfilter.nf_hooks_lwtunnel` can be written in a pod's namespace, but it changes the whole node, and the kernel refuses to reset it. A single pod that may set it decides for all other pods.",
    source: "measured, catalogue/measured/quirks.md, conntrack",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  router:
    sysctl:
      net.netfilter.nf_hooks_lwtunnel: 1 # Tunnelled packets pass the firewall
`,
      at: "8:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.netfilter.nf_hooks_lwtunnel: 1 # Tunnelled packets pass the firewall
`,
    },
  }),
  check: (plan) =>
    podMeetings(plan).flatMap((meetings) => {
      const wide = meetings.filter(({ scope }) => scope === "node-wide");
      return wide.slice(0, 1).map(({ sysctl }) => ({
        about: sysctl,
        span: sysctl.origin.span,
        nodes: nodesOf(wide),
        message: `\`${sysctl.id}\` in a pod changes the whole node`,
        why: "the key is not namespaced, although a pod can write it",
        help: "write it under `sysctl` of the roles that the pods run on",
      }));
    }),
});
