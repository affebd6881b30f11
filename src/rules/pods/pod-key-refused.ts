import { isSysctlName } from "../../platform/component/kubernetes.js";
import { defineRule } from "../rule.js";

export const podKeyRefused = defineRule({
  name: "pod-key-refused",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary: "A workload that sets a key whose name Kubernetes refuses",
  page: () => ({
    explanation:
      "The API server accepts sysctl names of lower-case letters, digits, dashes and underscores, with a letter or a digit at both ends of each part, and of at most 253 characters. The kernel has other keys, too: the name of an interface may contain capital letters. The API server refuses a pod that sets such a key, and a kubelet with such a key on its allow-list does not start.",
    source:
      "kubernetes/kubernetes, pkg/apis/core/validation/validation.go, SysctlContainSlashFmt and SysctlMaxLength; pkg/kubelet/sysctl/allowlist.go",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  vpn:
    sysctl:
      net.ipv4.conf.Mesh0.rp_filter: 2 # Replies may arrive on another interface
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
      net.ipv4.conf.mesh0.rp_filter: 2 # Replies may arrive on another interface
`,
    },
  }),
  check: ({ workloads }) =>
    workloads.flatMap(({ sysctls }) =>
      sysctls
        .filter(({ id, key }) => !key.isPattern && !isSysctlName(id))
        .map((sysctl) => ({
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` is not a valid sysctl name in Kubernetes`,
          why: "the API server refuses the pod, and a kubelet with this key on its allow-list does not start",
          help: "rename the interface in lower-case letters, or set the key of `all` or `default`",
        })),
    ),
});
