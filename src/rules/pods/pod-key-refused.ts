import { isSysctlName } from "../../platform/kubernetes.js";
import { isGlob } from "../../core/key.js";
import { defineRule } from "../rule.js";

export const podKeyRefused = defineRule({
  name: "pod-key-refused",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary: "A workload sets a key whose name Kubernetes refuses",
  explanation:
    "The API server takes names of sysctls of lower-case letters, digits, dashes and underscores, with a letter or a digit at both ends of each part, of 253 characters at most. The kernel has keys beyond that: interfaces may have capital letters in their names. A pod that sets one is refused, and a kubelet does not start with one on its allow-list.",
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
      net.ipv4.conf.Mesh0.rp_filter: 2 # Packets come in by another way than they go out
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
      net.ipv4.conf.mesh0.rp_filter: 2 # Packets come in by another way than they go out
`,
  },
  check: ({ workloads }) =>
    workloads.flatMap(({ sysctls }) =>
      sysctls
        .filter(({ id, key }) => !isGlob(key) && !isSysctlName(id))
        .map((sysctl) => ({
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` is no name of a sysctl for Kubernetes`,
          why: "the API server refuses the pod, and a kubelet that is to allow it does not start",
          help: "rename the interface in lower-case letters, or set the key by `all` or `default`",
        })),
    ),
});
