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
  summary: "BBR without the fq packet scheduler, which would pace it",
  explanation:
    "BBR decides when each packet leaves. Under `fq` the packet scheduler holds the packets to that; under any other, TCP does so itself since 4.13, with one high-resolution timer for each connection. BBR works without `fq`, then, and costs more of the processors on a node with many connections. `default_qdisc` counts for interfaces that come up after it is written, and virtual ones (`veth`) have no packet scheduler at all.",
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
  check: (node, plan) => {
    const control = setting(node, CONTROL);
    const qdisc = setting(node, QDISC);
    if (
      control === undefined ||
      textOf(control) !== "bbr" ||
      textOf(qdisc) === "fq" ||
      setsFq(plan)
    )
      return [];
    return [
      {
        about: control,
        span: control.origin.span,
        message:
          qdisc === undefined
            ? `\`${CONTROL}\` is bbr, and nothing here sets \`${QDISC}\` to fq`
            : `\`${CONTROL}\` is bbr, and \`${QDISC}\` is ${textOf(qdisc) ?? "not fq"}`,
        why: "without fq, TCP paces BBR itself with a timer for each connection, which costs more of the processors",
        help: `write ${QDISC}: fq beside it`,
        ...(qdisc !== undefined && {
          related: [{ message: "the scheduler", span: qdisc.origin.span }],
        }),
      },
    ];
  },
});

/** Cilium's bandwidth manager writes `default_qdisc` itself, and puts fq under the node's interfaces. */
function setsFq({ cilium }: Plan): boolean {
  return (
    cilium?.values.some(
      ({ path, value }) =>
        path.join(".") === "bandwidthManager.enabled" && value === true,
    ) === true
  );
}
