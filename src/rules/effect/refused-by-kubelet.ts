import { kubelet } from "../../platform/component/kubelet.js";
import { replacedReports } from "../support/replaced.js";
import { defineRule } from "../rule.js";

export const refusedByKubelet = defineRule({
  name: "refused-by-kubelet",
  scope: "node",
  severity: "error",
  group: "effect",
  watches: kubelet.keys,
  summary:
    "A value that makes a kubelet with `protectKernelDefaults` refuse to start",
  page: () => ({
    explanation:
      "With `protectKernelDefaults` the kubelet compares six sysctls with the values that it requires (`vm.overcommit_memory` 1, `vm.panic_on_oom` 0, `kernel.panic` 10, `kernel.panic_on_oops` 1, `kernel.keys.root_maxkeys` 1000000, `kernel.keys.root_maxbytes` 25000000), and exits if one of them differs: the node never becomes ready. Talos and EKS (nodeadm and Bottlerocket) enable it by default, and so do kubespray and Gardener; state the fact `protectKernelDefaults` for nodes that differ from their distribution.",
    source:
      "kubernetes/kubernetes, pkg/kubelet/cm/container_manager_linux.go, setupKernelTunables",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, protectKernelDefaults: true }
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
    node: { os: linux, distribution: kubeadm, protectKernelDefaults: true }
    sysctl:
      kernel.panic: 10 # The value that the kubelet requires
      net.ipv4.ip_forward: 1 # The node routes for its pods
`,
    },
  }),
  check: (node, plan) => {
    const { kubeletTunes, protectsKernelDefaults, distributionLabel } =
      node.platform;
    if (kubeletTunes !== "refuses") return [];
    return replacedReports(kubelet, node, plan, ({ sysctl, instead }) => ({
      message: `\`${sysctl.id}\` must be ${instead}, or the kubelet does not start`,
      why:
        protectsKernelDefaults === true
          ? `${distributionLabel} enables \`protectKernelDefaults\`, with which the kubelet exits if the value differs`
          : "with `protectKernelDefaults` the kubelet exits if the value differs",
      help: `write ${instead}, or remove the setting`,
    }));
  },
});
