import { isTurned, turnedAdvice } from "../../catalogue/acts.js";
import { defineRule } from "../rule.js";
import { integerOf } from "../support/node-settings.js";

export const adviceOutdated = defineRule({
  name: "advice-outdated",
  scope: "sysctl",
  severity: "warning",
  group: "harm",
  watches: { has: isTurned },
  summary: "A value that was good advice for kernels older than the node's",
  page: () => ({
    explanation:
      "Some values work around an error of old kernels and do harm on those in which it is fixed. `net.ipv4.vs.conn_reuse_mode: 0` avoided a delay of one second in IPVS and sends clients that reuse a port to pods that have gone. Linux 5.9 fixed the delay, and kube-proxy no longer writes the key from there on. It is reported only if the node's kernel is known.",
    source:
      "https://docs.kernel.org/networking/ipvs-sysctl.html; kubernetes/kubernetes, pkg/proxy/ipvs/proxier.go, connReuseFixedKernelVersion",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.ipv4.vs.conn_reuse_mode: 0 # No delay for clients that reuse ports
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "5.8" }
    sysctl:
      net.ipv4.vs.conn_reuse_mode: 0 # No delay for clients that reuse ports
`,
    },
  }),
  check: (sysctl, { facts }) => {
    const advice = turnedAdvice(sysctl.id, integerOf(sysctl), facts);
    return (
      advice && {
        message: `\`${sysctl.id}: ${advice.value}\` is advice for kernels before ${advice.from}`,
        why: advice.why,
        help: advice.help,
      }
    );
  },
});
