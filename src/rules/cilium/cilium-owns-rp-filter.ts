import {
  ciliumFile,
  isInCiliumFile,
} from "../../platform/component/cilium-file.js";
import { settingsById } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const ciliumOwnsRpFilter = defineRule({
  name: "cilium-owns-rp-filter",
  scope: "node",
  severity: "error",
  group: "cilium",
  watches: { has: isInCiliumFile },
  summary:
    "Reverse-path filtering of Cilium's interfaces in a sysctl.d file of a node",
  page: () => ({
    explanation:
      "Cilium's init container writes `rp_filter` 0 for `all`, `lxc*` and `cilium_*` to /etc/sysctl.d/99-zzz-override_cilium.conf and restarts systemd-sysctl; the agent then sets `conf.all.rp_filter` to 0. The kernel uses the larger value of `all` and the interface, so any other value in a file that is applied later drops packets of pods that Cilium redirects past the routing table. A line with 0 changes nothing, and stays on the node when the plug-in is replaced.",
    source:
      "cilium/cilium, tools/sysctlfix/main.go; https://docs.kernel.org/networking/ip-sysctl.html",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, cni: cilium }
    sysctl:
      net.ipv4.conf.all.rp_filter: 1 # No forged senders
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, cni: cilium }
    sysctl:
      net.ipv4.conf.default.rp_filter: 2 # Replies may leave by another link
`,
    },
  }),
  check: (node) =>
    node.platform.runsCilium !== true || node.platform.settingsForm !== "etc"
      ? []
      : [...settingsById(node).values()]
          .filter(({ id }) => isInCiliumFile(id))
          .map((sysctl) => ({
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` belongs to Cilium on this node`,
            why: `Cilium sets it to 0 in ${ciliumFile.name}; with another value the kernel drops packets of pods that Cilium redirects past the routing table`,
            help: "remove the setting",
          })),
});
