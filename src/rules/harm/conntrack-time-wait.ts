import type { NodePlan } from "../../plan/types.js";
import { integerOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const KEY = "net.netfilter.nf_conntrack_tcp_timeout_time_wait";

/** How long TCP keeps a port in TIME_WAIT: TCP_TIMEWAIT_LEN of include/net/tcp.h. */
const TIME_WAIT = 60n;

/** Network plug-ins that translate pods' addresses with the kernel's own connection tracking. */
const masquerading: ReadonlySet<string> = new Set([
  "calico",
  "canal",
  "flannel",
  "kube-router",
  "weave",
]);

export const conntrackTimeWait = defineRule({
  name: "conntrack-time-wait",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary:
    "Connection tracking that forgets closed connections before TCP does, on a node that translates addresses",
  explanation:
    "A node that translates addresses (kube-proxy's Services, a network plug-in's masquerading) needs the connection's entry for as long as either side may still send for it. TCP keeps a closed connection for 60 seconds; where the entry goes earlier, what arrives late is no longer translated: it is dropped, or answered with a reset. Storage replication and database failovers, which close and reopen connections quickly, then break with `broken pipe`. Room in the table is better had by a larger table.",
  source:
    "https://docs.kernel.org/networking/nf_conntrack-sysctl.html; TCP_TIMEWAIT_LEN in include/net/tcp.h",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kubeProxy: iptables }
    sysctl:
      net.netfilter.nf_conntrack_tcp_timeout_time_wait: 30s # Slots are free sooner
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kubeProxy: iptables }
    sysctl:
      net.netfilter.nf_conntrack_tcp_timeout_time_wait: 60s # Slots are free sooner
`,
  },
  check: (node) => {
    const sysctl = setting(node, KEY);
    const seconds = integerOf(sysctl);
    if (
      sysctl === undefined ||
      seconds === undefined ||
      seconds < 0n ||
      seconds >= TIME_WAIT ||
      !translates(node)
    )
      return [];
    return [
      {
        about: sysctl,
        span: sysctl.origin.span,
        message: `\`${KEY}\` is ${seconds} s, shorter than TCP's own ${TIME_WAIT} s, on a node that translates addresses`,
        why: "packets that come after the entry is gone are not translated back: storage replication and database failovers break with broken pipes",
        help: `write ${TIME_WAIT}s or more, and raise net.netfilter.nf_conntrack_max if the table fills up`,
      },
    ];
  },
});

function translates({ facts, platform }: NodePlan): boolean {
  return (
    platform.runsKubeProxy === true ||
    (facts.cni !== undefined && masquerading.has(facts.cni))
  );
}
