import { isAtLeast } from "../../core/version.js";
import { setting, textOf } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const CONTROL = "net.ipv4.tcp_congestion_control";

/** The first kernel whose packets keep their times from the pod's network namespace to the node's. */
const KEEPS_TIMES = "5.18";

export const bbrInPods = defineRule({
  name: "bbr-in-pods",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary: "BBR on a node with Cilium whose kernel cannot pace pods",
  explanation:
    "A new network namespace inherits the congestion control, so that a node's `bbr` is every later pod's too. BBR stamps packets with the time at which they are to leave, and kernels before 5.18 clear the stamps where packets pass from the pod's namespace to the node's: the rates of pods become unpredictable, and the bandwidth manager of Cilium refuses BBR there.",
  source:
    "https://docs.cilium.io/en/stable/network/kubernetes/bandwidth-manager/; measured, catalogue/measured/quirks.md",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "5.10", cni: cilium }
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
    node: { os: linux, kernel: "6.1", cni: cilium }
    sysctl:
      net.core.default_qdisc: fq # Paces BBR
      net.ipv4.tcp_congestion_control: bbr # Throughput on lossy links
`,
  },
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
        message: `\`${CONTROL}\` is bbr, which pods inherit and kernel ${node.facts.kernel ?? ""} cannot pace for them`,
        why: `before ${KEEPS_TIMES} packets lose the times they are to leave at on the way from a pod to the node`,
        help: `leave the kernel's cubic, or run ${KEEPS_TIMES} or newer`,
      },
    ];
  },
});
