import { digits } from "../../core/amount-text.js";
import { held, integerOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const SYN = "net.ipv4.tcp_max_syn_backlog";
const ACCEPT = "net.core.somaxconn";

export const acceptQueue = defineRule({
  name: "accept-queue",
  scope: "node",
  severity: "note",
  group: "harm",
  watches: new Set([SYN, ACCEPT]),
  summary: "A `tcp_max_syn_backlog` above `somaxconn`, which caps it",
  page: () => ({
    explanation:
      "A listener keeps at most as many half-open connections as its backlog, and `somaxconn` caps every backlog, so the part of `tcp_max_syn_backlog` above `somaxconn` is never used. The key has an effect only if SYN cookies are disabled (`tcp_syncookies: 0`); otherwise the kernel answers a full queue with cookies.",
    source:
      "torvalds/linux, include/net/inet_connection_sock.h, inet_csk_reqsk_queue_is_full(), and net/ipv4/tcp_input.c, tcp_conn_request()",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.ipv4.tcp_max_syn_backlog: 8192 # Bursts of connections
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Bursts of connections
      net.ipv4.tcp_max_syn_backlog: 8192 # Bursts of connections
`,
    },
  }),
  check: (node) => {
    const syn = setting(node, SYN);
    const half = integerOf(syn);
    const queue = held(node, ACCEPT);
    const [most] = queue?.fields ?? [];
    if (
      syn === undefined ||
      half === undefined ||
      most === undefined ||
      half <= most
    )
      return [];
    return [
      {
        about: syn,
        span: syn.origin.span,
        message: `\`${SYN}\` is ${digits(half)} connections, but \`${ACCEPT}\` caps it at ${digits(most)}`,
        why: "a listener keeps no more half-open connections than its backlog, which `net.core.somaxconn` caps",
        help: `write \`${ACCEPT}: ${half}\` too, or ${most} or less here`,
        ...(queue?.by !== undefined && {
          related: [{ message: "the cap", span: queue.by.origin.span }],
        }),
      },
    ];
  },
});
