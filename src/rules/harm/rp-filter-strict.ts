import { integerOf, settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

/** `all` counts for every interface; `lxc*` and `cilium_*` are Cilium's own. */
const reaching =
  /^net\.ipv4\.conf\.(?:all|\*|lxc[^.]*|cilium_[^.]*)\.rp_filter$/u;

const STRICT = 1n;

export const rpFilterStrict = defineRule({
  name: "rp-filter-strict",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary: "Strict reverse-path filtering on the interfaces of Cilium",
  explanation:
    "A strict filter drops a packet that came in by another interface than the one its answer would leave by. Cilium redirects packets past the routing table, so that pods' traffic looks like that. The kernel takes the larger of `conf.all.rp_filter` and the interface's own: a 1 for `all` overrules the 0 that Cilium gives its interfaces. Cilium writes `conf.all.rp_filter = 0` into a file of its own where it finds systemd, and the two files then fight.",
  source:
    "cilium/cilium, tools/sysctlfix/main.go; https://docs.kernel.org/networking/ip-sysctl.html",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, cni: cilium }
    sysctl:
      net.ipv4.conf.all.rp_filter: 1 # No forged senders
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, cni: cilium }
    sysctl:
      net.ipv4.conf.all.rp_filter: 0 # Cilium checks senders itself
`,
  },
  check: (node) =>
    node.platform.runsCilium !== true
      ? []
      : settings(node)
          .filter(
            (sysctl) =>
              reaching.test(sysctl.id) && integerOf(sysctl) === STRICT,
          )
          .map((sysctl) => ({
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` is 1, strict, on a node with Cilium`,
            why: "the kernel drops packets of pods that Cilium redirects past the routing table; the larger of all and the interface's own counts",
            help: "write 0",
          })),
});
