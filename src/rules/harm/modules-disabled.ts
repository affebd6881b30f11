import { defineRule } from "../rule.js";
import { integerOf, setting } from "../support/node-settings.js";

const KEY = "kernel.modules_disabled";

export const modulesDisabled = defineRule({
  name: "modules-disabled",
  scope: "node",
  severity: "error",
  group: "harm",
  watches: new Set([KEY]),
  summary: "Module loading that is switched off on a Kubernetes node",
  page: () => ({
    explanation:
      "`kernel.modules_disabled: 1` refuses every module from that moment until the next boot. A Kubernetes node loads modules long after its sysctls are applied: kube-proxy and the network plug-in load those of iptables, nftables, IPVS and tunnels, the container runtime `overlay`, and volumes those of their file systems. With the switch on, pods have no network and volumes do not mount.",
    source:
      "https://docs.kernel.org/admin-guide/sysctl/kernel.html; torvalds/linux, kernel/module/main.c",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      kernel.modules_disabled: 1 # No new kernel code
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      kernel.kexec_load_disabled: 1 # No other kernel
`,
    },
  }),
  check: (node) => {
    const sysctl = setting(node, KEY);
    if (
      sysctl === undefined ||
      integerOf(sysctl) !== 1n ||
      node.platform.hasKubelet !== true
    )
      return [];
    return [
      {
        about: sysctl,
        span: sysctl.origin.span,
        message: `\`${KEY}: 1\` keeps Kubernetes from loading the modules that it needs`,
        why: "kube-proxy, the network plug-in, the container runtime and volumes load modules after the sysctls are applied; until the next boot, each of these fails",
        help: "remove it; to refuse modules that nobody signed, boot with the kernel argument `module.sig_enforce=1`",
      },
    ];
  },
});
