import { defineRule } from "../rule.js";

export const podPattern = defineRule({
  name: "pod-pattern",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary: "A workload that sets a pattern instead of a key",
  page: () => ({
    explanation:
      "An allow-list may contain a pattern, and so may sysctl.d. A pod's `securityContext.sysctls` may not: each entry is one key and one value, and the API server refuses a name with a `*`.",
    source:
      "kubernetes/kubernetes, pkg/apis/core/validation/validation.go, SysctlContainSlashFmt",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  vpn:
    sysctl:
      net.ipv4.conf.*.src_valid_mark: 1 # Marked packets pass the reverse path filter
`,
      at: "8:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  vpn:
    sysctl:
      net.ipv4.conf.all.src_valid_mark: 1 # Marked packets pass the reverse path filter
`,
    },
  }),
  check: ({ workloads }) =>
    workloads.flatMap(({ sysctls }) =>
      sysctls
        .filter(({ key }) => key.isPattern)
        .map((sysctl) => ({
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` is a pattern, which a pod cannot set`,
          why: "the API server refuses a sysctl name with a `*`",
          help: "write each key on a line of its own",
        })),
    ),
});
