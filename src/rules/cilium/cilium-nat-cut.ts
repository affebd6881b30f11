import { NAT_STANDARD } from "../../platform/component/cilium-maps.js";
import { natAboveTracking } from "../support/cilium-nat.js";
import { digits } from "../../core/amount-text.js";
import { defineRule } from "../rule.js";

export const ciliumNatCut = defineRule({
  name: "cilium-nat-cut",
  scope: "plan",
  severity: "warning",
  group: "cilium",
  summary: "A nat map of 524288 entries that the Cilium agent silently reduces",
  page: () => ({
    explanation:
      "The nat map must not be larger than both connection-tracking maps together. The agent treats 524288 as its own default even if it is set explicitly, and reduces it to two thirds of their sum. If the spec does not set their sizes, the agent computes them from the node's memory: with 4 GiB they have 131072 and 65536 entries, so the nat map gets 131072.",
    source: "cilium/cilium, pkg/option/config.go, checkMapSizeLimits",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11", cni: cilium, memory: 4GiB }
cilium:
  bpf:
    natMax:
      value: 524288
      why: Much traffic leaves the cluster
      accept: { cilium-size-fixed: The same on all nodes }
`,
      at: "7:5",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11", cni: cilium, memory: 4GiB }
cilium:
  bpf:
    natMax: 196608 # Much traffic leaves the cluster
`,
    },
  }),
  check: (plan) => {
    const found = natAboveTracking(plan);
    if (found?.entries !== NAT_STANDARD) return [];
    const { nat, memory, sum } = found;
    return [
      {
        about: nat,
        span: nat.span,
        message: `\`bpf.natMax\` is ${digits(BigInt(NAT_STANDARD))} entries, but Cilium reduces it to ${digits(BigInt(Math.floor((sum * 2) / 3)))} on a node with ${memory}`,
        why: `the agent treats this size as its own default, and reduces it to two thirds of both connection-tracking maps, which have ${digits(BigInt(sum))} entries`,
        help: `write ${sum} or less, or set \`bpf.ctTcpMax\` and \`bpf.ctAnyMax\`, too`,
      },
    ];
  },
});
