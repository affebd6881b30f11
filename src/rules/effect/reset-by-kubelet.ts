import { kubelet } from "../../platform/component/kubelet.js";
import { replacedReports } from "../support/replaced.js";
import { defineRule } from "../rule.js";

export const resetByKubelet = defineRule({
  name: "reset-by-kubelet",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: kubelet.keys,
  summary: "A value that the kubelet resets when it starts",
  page: () => ({
    explanation:
      "The kubelet requires certain values of six sysctls: `vm.overcommit_memory` 1, `vm.panic_on_oom` 0, `kernel.panic` 10, `kernel.panic_on_oops` 1, `kernel.keys.root_maxkeys` 1000000 and `kernel.keys.root_maxbytes` 25000000. Unless it runs with `protectKernelDefaults`, it writes them at every start, so another value lasts only until then. `protectKernelDefaults` does not help: with it the kubelet does not start while a value differs.",
    source:
      "kubernetes/kubernetes, pkg/kubelet/cm/container_manager_linux.go, setupKernelTunables",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm }
    sysctl:
      kernel.panic: 60 # Time to read the console
      net.ipv4.ip_forward: 1 # The node routes for its pods
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
      net.ipv4.ip_forward: 1 # The node routes for its pods
`,
    },
  }),
  check: (node, plan) =>
    node.platform.kubeletTunes === "overwrites"
      ? replacedReports(kubelet, node, plan, ({ sysctl, instead }) => ({
          message: `\`${sysctl.id}\` is reset to ${instead} when the kubelet starts`,
          why: "the kubelet writes this key at every start; no option makes it keep another value",
          help: `write ${instead}, or remove the setting`,
        }))
      : [],
});
