import { NAT_STANDARD } from "../../platform/cilium.js";
import { natAboveTracking } from "../support/cilium-nat.js";
import { defineRule } from "../rule.js";

export const ciliumNatAboveTracking = defineRule({
  name: "cilium-nat-above-tracking",
  scope: "plan",
  severity: "error",
  group: "cilium",
  summary: "A nat map above connection-tracking maps that are sized by memory",
  explanation:
    "The nat map may not be larger than both connection-tracking maps together: the agent exits at start. Where their sizes are not written, they follow from the node's memory, and a nat size that is fine on a large node stops the agent on a small one.",
  source: "cilium/cilium, pkg/option/config.go, checkMapSizeLimits",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11", cni: cilium, memory: 4GiB }
cilium:
  bpf:
    natMax: 600000 # Much traffic leaves the cluster
`,
    at: "7:5",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11", cni: cilium, memory: 64GiB }
cilium:
  bpf:
    natMax: 700000 # Much traffic leaves the cluster
`,
  },
  check: (plan) => {
    const found = natAboveTracking(plan);
    if (found === undefined || found.entries === NAT_STANDARD) return [];
    const { nat, entries, memory, sum } = found;
    return [
      {
        about: nat,
        span: nat.span,
        message: `\`bpf.natMax\` ${entries} is above both connection-tracking maps together, ${sum} on a node of ${memory}`,
        why: "Cilium's agent exits over it at start",
        help: `write at most ${sum}, or write \`bpf.ctTcpMax\` and \`bpf.ctAnyMax\` too`,
      },
    ];
  },
});
