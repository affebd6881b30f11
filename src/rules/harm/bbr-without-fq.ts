import { bandwidthSwitch } from "../../plan/cilium-switch.js";
import type { Plan } from "../../plan/types.js";
import { setting, textOf } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const CONTROL = "net.ipv4.tcp_congestion_control";
const QDISC = "net.core.default_qdisc";

export const bbrWithoutFq = defineRule({
  name: "bbr-without-fq",
  scope: "node",
  severity: "note",
  group: "harm",
  watches: new Set([CONTROL, QDISC]),
  findsAbsence: true,
  summary:
    "BBR without the fq packet scheduler, which paces it with less CPU time",
  page: () => ({
    explanation:
      "BBR decides when each packet leaves. With `fq` the packet scheduler enforces these times; with any other scheduler TCP has done so itself since Linux 4.13, with one high-resolution timer per connection. BBR therefore works without `fq`, but uses more CPU time on a node with many connections. `default_qdisc` applies to interfaces that come up after it is written; virtual interfaces (`veth`) have no packet scheduler. A spec that sets another scheduler has chosen it, and has no finding.",
    source:
      "torvalds/linux, net/ipv4/tcp_bbr.c; https://github.com/torvalds/linux/commit/218af599fa635b107cfe10acf3249c4dfe5e4123",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_congestion_control: bbr # Throughput on lossy links
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.default_qdisc: fq # Paces BBR
      net.ipv4.tcp_congestion_control: bbr # Throughput on lossy links
`,
    },
  }),
  check: (node, plan) => {
    const control = setting(node, CONTROL);
    const qdisc = setting(node, QDISC);
    if (
      control === undefined ||
      textOf(control) !== "bbr" ||
      // Another scheduler in the spec is a choice.
      qdisc !== undefined ||
      setsFq(plan)
    )
      return [];
    return [
      {
        about: control,
        span: control.origin.span,
        message: `\`${CONTROL}\` is bbr, but \`${QDISC}\` is not set to fq`,
        why: "without fq, TCP paces BBR itself with one timer per connection, which uses more CPU time",
        help: `write \`${QDISC}: fq\``,
      },
    ];
  },
});

/** Whether Cilium's bandwidth manager is enabled, which sets `default_qdisc` and the qdisc of the node's interfaces to fq. */
function setsFq({ cilium }: Plan): boolean {
  return bandwidthSwitch(cilium, "enabled")?.value === true;
}
