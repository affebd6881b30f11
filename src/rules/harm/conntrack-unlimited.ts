import { integerOf } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const keys: ReadonlySet<string> = new Set([
  "net.netfilter.nf_conntrack_max",
  "net.nf_conntrack_max",
]);

export const conntrackUnlimited = defineRule({
  name: "conntrack-unlimited",
  scope: "sysctl",
  severity: "warning",
  group: "harm",
  watches: keys,
  summary: "A connection-tracking table without a limit",
  page: () => ({
    explanation:
      "Up to Linux 6.18 the value 0 means no limit; newer kernels refuse it. Without a limit, anyone who opens connections or sends forged packets can fill the node's memory with entries that the kernel cannot reclaim. Instead of dropping packets, the node then runs out of memory.",
    source:
      "measured, catalogue/measured/quirks.md; torvalds/linux, net/netfilter/nf_conntrack_core.c, __nf_conntrack_alloc()",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.netfilter.nf_conntrack_max: 0 # Never full
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.netfilter.nf_conntrack_max: 262144 # Rarely full
`,
    },
  }),
  check: (sysctl) =>
    keys.has(sysctl.id) && integerOf(sysctl) === 0n
      ? {
          message: `\`${sysctl.id}\` is 0, which means no limit`,
          why: "connections can fill the node's memory, whereas a full table only drops packets; kernel 7.2 refuses 0",
          help: "write a limit, such as 262144",
        }
      : undefined,
});
