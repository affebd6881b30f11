import { NAT_STANDARD } from "../../platform/cilium.js";
import { natAboveTracking } from "../support/cilium-nat.js";
import { defineRule } from "../rule.js";

export const ciliumNatCut = defineRule({
  name: "cilium-nat-cut",
  scope: "plan",
  severity: "warning",
  group: "cilium",
  summary: "A nat map of 524288 that Cilium's agent cuts without a word",
  explanation:
    "The nat map may not be larger than both connection-tracking maps together. The agent takes 524288 for its own default, even where it is written, and cuts it to two thirds of their sum. Where their sizes are not written, they follow from the node's memory: on 4 GiB they are 131072 and 65536, and so the nat map becomes 131072.",
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
  check: (plan) => {
    const found = natAboveTracking(plan);
    if (found?.entries !== NAT_STANDARD) return [];
    const { nat, memory, sum } = found;
    return [
      {
        about: nat,
        span: nat.span,
        message: `Cilium cuts \`bpf.natMax\` ${NAT_STANDARD} to ${Math.floor((sum * 2) / 3)} on a node of ${memory}`,
        why: `both connection-tracking maps have ${sum} entries together there; the agent takes exactly 524288 for its own default and cuts it to two thirds of that`,
        help: `write at most ${sum}, or write \`bpf.ctTcpMax\` and \`bpf.ctAnyMax\` too`,
      },
    ];
  },
});
