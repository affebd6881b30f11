import { tunableReports } from "../support/kubelet-tunables.js";
import { defineRule } from "../rule.js";

export const resetByKubelet = defineRule({
  name: "reset-by-kubelet",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A value that the kubelet overwrites when it starts",
  explanation:
    "The kubelet wants six sysctls to have certain values: `vm.overcommit_memory` 1, `vm.panic_on_oom` 0, `kernel.panic` 10, `kernel.panic_on_oops` 1, `kernel.keys.root_maxkeys` 1000000 and `kernel.keys.root_maxbytes` 25000000. Unless it runs with `protectKernelDefaults`, it writes them at every start, so that another value on the node lasts until then. `protectKernelDefaults` is no way out: with it the kubelet does not start while they differ.",
  source:
    "kubernetes/kubernetes, pkg/kubelet/cm/container_manager_linux.go, setupKernelTunables",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm }
    sysctl:
      kernel.panic: 60 # Time to read the console
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm }
    sysctl:
      kernel.panic: 10 # Reboot soon after a panic
`,
  },
  check: (node) =>
    tunableReports(node, "overwrites", (id, wanted) => ({
      message: `\`${id}\` is overwritten with ${String(wanted)} when the kubelet starts`,
      why: "it is one of six keys that the kubelet writes at every start, and no option makes it leave them alone",
      help: `write ${String(wanted)}, or remove the setting`,
    })),
});
