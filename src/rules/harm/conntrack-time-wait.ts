import { integerOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const KEY = "net.netfilter.nf_conntrack_tcp_timeout_time_wait";

/** How long TCP keeps a port in TIME_WAIT: TCP_TIMEWAIT_LEN of include/net/tcp.h. */
const TIME_WAIT = 60n;

export const conntrackTimeWait = defineRule({
  name: "conntrack-time-wait",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set([KEY]),
  summary:
    "A connection-tracking timeout below TCP's TIME_WAIT, on a node that translates addresses",
  page: () => ({
    explanation:
      "A node that translates addresses (kube-proxy's Services, a network plug-in's masquerading) needs the entry of a connection as long as either side may still send packets for it. TCP keeps a closed connection for 60 s. If the entry is removed earlier, late packets are no longer translated: they are dropped or answered with a reset. Storage replication and database failovers, which close and reopen connections quickly, then fail with `broken pipe`. If the table fills up, make it larger instead.",
    source:
      "https://docs.kernel.org/networking/nf_conntrack-sysctl.html; TCP_TIMEWAIT_LEN in include/net/tcp.h",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kubeProxy: iptables }
    sysctl:
      net.netfilter.nf_conntrack_tcp_timeout_time_wait: 30s # Free entries sooner
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kubeProxy: iptables }
    sysctl:
      net.netfilter.nf_conntrack_tcp_timeout_time_wait: 60s # Free entries sooner
`,
    },
  }),
  check: (node) => {
    const sysctl = setting(node, KEY);
    const seconds = integerOf(sysctl);
    if (
      sysctl === undefined ||
      seconds === undefined ||
      seconds < 0n ||
      seconds >= TIME_WAIT ||
      !node.platform.translatesAddresses
    )
      return [];
    return [
      {
        about: sysctl,
        span: sysctl.origin.span,
        message: `\`${KEY}\` is ${seconds} s, below the ${TIME_WAIT} s of TCP, on a node that translates addresses`,
        why: "late packets of a closed connection are not translated back: storage replication and database failovers fail with broken pipes",
        help: `write ${TIME_WAIT}s or more; if the table fills up, raise \`net.netfilter.nf_conntrack_max\``,
      },
    ];
  },
});
