import { integerOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const REUSE = "net.ipv4.tcp_tw_reuse";
const TIMESTAMPS = "net.ipv4.tcp_timestamps";

export const twReuseWithoutTimestamps = defineRule({
  name: "tw-reuse-without-timestamps",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set([REUSE, TIMESTAMPS]),
  summary: "Reuse of ports in TIME_WAIT, with TCP timestamps disabled",
  page: () => ({
    explanation:
      "A connection may reuse a port in TIME_WAIT only if TCP timestamps tell old packets from new ones. With `tcp_timestamps: 0` no connection has timestamps, so `tcp_tw_reuse` has no effect. Timestamps also protect long, fast connections from sequence numbers that wrap around.",
    source: "torvalds/linux, net/ipv4/tcp_ipv4.c, tcp_twsk_unique()",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_tw_reuse: 1 # Reuse ports of closed connections
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
      net.ipv4.tcp_tw_reuse: 1 # Reuse ports of closed connections
`,
    },
  }),
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
        message: `\`${REUSE}\` is ${mode}, but \`${TIMESTAMPS}\` is 0`,
        why: "without timestamps the kernel never reuses a port in TIME_WAIT",
        help: `write \`${TIMESTAMPS}: 1\`, the kernel's default`,
        related: [
          {
            message: "timestamps are disabled here",
            span: timestamps.origin.span,
          },
        ],
      },
    ];
  },
});
