import { isAtLeast } from "../../core/version.js";
import { setting, textOf } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const CONTROL = "net.ipv4.tcp_congestion_control";

/** The first kernel that keeps a packet's departure time from the pod's network namespace to the node's. */
const KEEPS_TIMES = "5.18";

export const bbrInPods = defineRule({
  name: "bbr-in-pods",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set([CONTROL]),
  summary: "BBR on a Cilium node whose kernel cannot pace the traffic of pods",
  page: () => ({
    explanation:
      "A new network namespace inherits the congestion control, so a node's `bbr` also applies to every pod that starts later. BBR sets the time at which each packet should leave, and kernels before 5.18 clear that time when a packet passes from the pod's namespace to the node's. The rates of pods become unpredictable, and Cilium's bandwidth manager refuses BBR on such kernels.",
    source:
      "https://docs.cilium.io/en/stable/network/kubernetes/bandwidth-manager/; measured, catalogue/measured/quirks.md",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kernel: "5.10", cni: cilium }
    sysctl:
      net.core.default_qdisc: fq # Paces BBR
      net.ipv4.tcp_congestion_control: bbr # Throughput on lossy links
`,
      at: "7:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kernel: "6.1", cni: cilium }
    sysctl:
      net.core.default_qdisc: fq # Paces BBR
      net.ipv4.tcp_congestion_control: bbr # Throughput on lossy links
`,
    },
  }),
  check: (node) => {
    const control = setting(node, CONTROL);
    if (
      control === undefined ||
      textOf(control) !== "bbr" ||
      node.platform.runsCilium !== true ||
      isAtLeast(node.facts.kernel, KEEPS_TIMES) !== false
    )
      return [];
    return [
      {
        about: control,
        span: control.origin.span,
        message: `\`${CONTROL}\` is bbr, which kernel ${node.facts.kernel ?? ""} cannot pace for pods`,
        why: `pods inherit it, and kernels before ${KEEPS_TIMES} clear the departure time of packets on the way from a pod to the node`,
        help: `write cubic, or run kernel ${KEEPS_TIMES} or later`,
      },
    ];
  },
});
