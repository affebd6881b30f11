import { integerOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const REUSE = "net.ipv4.tcp_tw_reuse";
const TIMESTAMPS = "net.ipv4.tcp_timestamps";

export const twReuseWithoutTimestamps = defineRule({
  name: "tw-reuse-without-timestamps",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary: "Ports in TIME_WAIT to be taken over, with TCP timestamps off",
  explanation:
    "A connection may take over a port in TIME_WAIT only where the timestamp of the last packet tells old packets from new ones. With `tcp_timestamps` off no connection has one, and `tcp_tw_reuse` never reuses anything. Timestamps also protect long, fast connections from sequence numbers that wrap.",
  source: "torvalds/linux, net/ipv4/tcp_ipv4.c, tcp_twsk_unique()",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_tw_reuse: 1 # Outgoing connections take over ports
      net.ipv4.tcp_timestamps: 0 # Smaller packets
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_tw_reuse: 1 # Outgoing connections take over ports
`,
  },
  check: (node) => {
    const reuse = setting(node, REUSE);
    const timestamps = setting(node, TIMESTAMPS);
    const mode = integerOf(reuse);
    if (
      reuse === undefined ||
      timestamps === undefined ||
      mode === undefined ||
      mode < 1n ||
      integerOf(timestamps) !== 0n
    )
      return [];
    return [
      {
        about: reuse,
        span: reuse.origin.span,
        message: `\`${REUSE}\` is ${mode} while \`${TIMESTAMPS}\` is 0`,
        why: "without timestamps no port in TIME_WAIT is ever taken over",
        help: `write 1 for ${TIMESTAMPS}, or remove it: 1 is the kernel's default`,
        related: [{ message: "timestamps off", span: timestamps.origin.span }],
      },
    ];
  },
});
