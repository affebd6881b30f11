import { held, integerOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const SYN = "net.ipv4.tcp_max_syn_backlog";
const ACCEPT = "net.core.somaxconn";

export const acceptQueue = defineRule({
  name: "accept-queue",
  scope: "node",
  severity: "note",
  group: "harm",
  summary:
    "A queue of half-open connections longer than the queue of those to accept, which bounds both",
  explanation:
    "A listener holds at most as many half-open connections as its backlog, and `somaxconn` caps every backlog: what `tcp_max_syn_backlog` has beyond `somaxconn` is never used. It counts at all only where SYN cookies are off (`tcp_syncookies: 0`); with them, a full queue is answered with cookies.",
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
        message: `\`${SYN}\` is ${half}, and \`${ACCEPT}\` caps it at ${most}`,
        why: "a listener holds no more half-open connections than its backlog, which somaxconn caps",
        help: `raise ${ACCEPT} to ${half} too, or write ${most} or less`,
        ...(queue?.by !== undefined && {
          related: [{ message: "the cap", span: queue.by.origin.span }],
        }),
      },
    ];
  },
});
