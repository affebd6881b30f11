import { NAT_STANDARD } from "../../platform/component/cilium-maps.js";
import { natAboveTracking } from "../support/cilium-nat.js";
import { digits } from "../../core/amount-text.js";
import { defineRule } from "../rule.js";

export const ciliumNatAboveTracking = defineRule({
  name: "cilium-nat-above-tracking",
  scope: "plan",
  severity: "error",
  group: "cilium",
  summary:
    "A nat map larger than the connection-tracking maps, which are sized by memory",
  page: () => ({
    explanation:
      "If the nat map is larger than both connection-tracking maps together, the agent exits at start. If the spec does not set their sizes, the agent computes them from the node's memory, so a nat size that works on a large node can stop the agent on a small one.",
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
  }),
  check: (plan) => {
    const found = natAboveTracking(plan);
    if (found === undefined || found.entries === NAT_STANDARD) return [];
    const { nat, entries, memory, sum } = found;
    return [
      {
        about: nat,
        span: nat.span,
        message: `\`bpf.natMax\` is ${digits(BigInt(entries))} entries, above the ${digits(BigInt(sum))} of both connection-tracking maps on a node with ${memory}`,
        why: "the Cilium agent exits at start",
        help: `write ${sum} or less, or set \`bpf.ctTcpMax\` and \`bpf.ctAnyMax\`, too`,
      },
    ];
  },
});
