import { integerOf, settings } from "../support/node-settings.js";
import { isInCiliumFile } from "../../platform/component/cilium-file.js";
import { ciliumAgent } from "../../platform/component/cilium-agent.js";
import { defineRule } from "../rule.js";

/** `all` applies to every interface; `lxc*` and `cilium_*` are Cilium's interfaces. */
const reaching =
  /^net\.ipv4\.conf\.(?:all|\*|lxc[^.]*|cilium_[^.]*)\.rp_filter$/u;

const STRICT = 1n;

export const rpFilterStrict = defineRule({
  name: "rp-filter-strict",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: { has: (id) => reaching.test(id) },
  summary: "Strict reverse-path filtering on Cilium's interfaces",
  page: () => ({
    explanation:
      "Strict filtering drops a packet if its reply would leave through another interface. Cilium redirects packets past the routing table, so this affects the traffic of pods. The kernel uses the larger value of `conf.all.rp_filter` and the interface's own: a 1 for `all` overrides the 0 of Cilium's interfaces. The Cilium agent sets `conf.all.rp_filter` to 0 at every start, on Talos, too: the 1 applies until the agent starts, and again whenever the node applies its settings while the agent runs. On nodes with systemd, Cilium also sets the three keys in /etc/sysctl.d/99-zzz-override_cilium.conf and restarts systemd-sysctl at each start.",
    source:
      "cilium/cilium, tools/sysctlfix/main.go and pkg/datapath/loader/base.go, Reinitialize; https://docs.kernel.org/networking/ip-sysctl.html",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.13", cni: cilium }
    sysctl:
      net.ipv4.conf.all.rp_filter: 1 # No forged senders
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.13", cni: cilium }
    sysctl:
      net.ipv4.conf.all.rp_filter: 0 # Cilium checks senders itself
`,
    },
  }),
  check: (node) =>
    node.platform.runsCilium !== true
      ? []
      : settings(node)
          .filter(
            (sysctl) =>
              reaching.test(sysctl.id) &&
              integerOf(sysctl) === STRICT &&
              // Another rule reports it.
              !(
                node.platform.settingsForm === "etc" &&
                isInCiliumFile(sysctl.id)
              ),
          )
          .map((sysctl) => ({
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` is 1 (strict) on a node with Cilium`,
            why: whyOf(sysctl.id),
            help: "write 0",
          })),
});

const DROPS =
  "the kernel drops packets of pods that Cilium redirects past the routing table";

/** The agent resets only one of the keys. */
function whyOf(id: string): string {
  return ciliumAgent.keys.has(id)
    ? `${DROPS}, until the Cilium agent resets the value to 0, which it does at every start`
    : `${DROPS}; it uses the larger value of \`all\` and the interface`;
}
