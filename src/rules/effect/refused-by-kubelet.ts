import { tunableReports } from "../support/kubelet-tunables.js";
import { defineRule } from "../rule.js";

export const refusedByKubelet = defineRule({
  name: "refused-by-kubelet",
  scope: "node",
  severity: "error",
  group: "effect",
  summary:
    "A value with which a kubelet that protects kernel defaults does not start",
  explanation:
    "With `protectKernelDefaults` the kubelet compares six sysctls with what it wants (`vm.overcommit_memory` 1, `vm.panic_on_oom` 0, `kernel.panic` 10, `kernel.panic_on_oops` 1, `kernel.keys.root_maxkeys` 1000000, `kernel.keys.root_maxbytes` 25000000), and exits where one differs: the node never becomes ready. Talos always runs its kubelet so.",
  source:
    "kubernetes/kubernetes, pkg/kubelet/cm/container_manager_linux.go, setupKernelTunables",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, protectKernelDefaults: true }
    sysctl:
      kernel.panic: 60 # Time to read the console
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, protectKernelDefaults: true }
    sysctl:
      kernel.panic: 10 # As the kubelet wants it
`,
  },
  check: (node) =>
    tunableReports(node, "refuses", (id, wanted) => ({
      message: `the kubelet does not start unless \`${id}\` is ${String(wanted)}`,
      why:
        node.platform.protectsKernelDefaults === true
          ? `${node.platform.distributionLabel} runs its kubelet with protectKernelDefaults, which exits where a key differs from what it wants`
          : "with protectKernelDefaults it exits where a key differs from what it wants",
      help: `write ${String(wanted)}, or remove the setting`,
    })),
});
