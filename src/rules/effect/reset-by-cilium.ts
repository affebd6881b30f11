import { bandwidthManager } from "../../platform/component/bandwidth-manager.js";
import { ciliumAgent } from "../../platform/component/cilium-agent.js";
import { isInCiliumFile } from "../../platform/component/cilium-file.js";
import { bandwidthSwitch } from "../../plan/cilium-switch.js";
import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { integerOf } from "../support/node-settings.js";
import { replacedReports, keysOfAny } from "../support/replaced.js";
import { defineRule } from "../rule.js";

export const resetByCilium = defineRule({
  name: "reset-by-cilium",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: keysOfAny([ciliumAgent, bandwidthManager]),
  summary: "A value that the Cilium agent or its bandwidth manager resets",
  page: () => ({
    explanation:
      "At every start the Cilium agent sets `bpf_jit_enable`, `fib_multipath_use_neigh` and `unprivileged_bpf_disabled` to 1, and `timer_migration` and `conf.all.rp_filter` to 0; `rp-filter-strict` and `cilium-owns-rp-filter` report the values of `rp_filter` that drop packets until then. With `bandwidthManager.enabled` the Cilium agent writes sysctls of the node at every start. It sets `default_qdisc` to fq and `tcp_congestion_control` to cubic (with `bandwidthManager.bbr` to bbr, which also disables `tcp_slow_start_after_idle`), and raises `netdev_max_backlog` to at least 1000 and `somaxconn` and `tcp_max_syn_backlog` to at least 4096.",
    source:
      "cilium/cilium, pkg/datapath/loader/base.go, Reinitialize, and pkg/datapath/linux/bandwidth/bandwidth.go, setBaselineSysctls; https://docs.cilium.io/en/stable/network/kubernetes/bandwidth-manager/",
    failing: {
      spec: `version: 1
cilium:
  bandwidthManager:
    enabled: true # Enforce the bandwidth that pods ask for
roles:
  worker:
    node: { os: linux, distribution: k3s, cni: cilium }
    sysctl:
      net.core.default_qdisc: cake # Share the link fairly between flows
`,
      at: "9:7",
    },
    passing: {
      spec: `version: 1
cilium:
  bandwidthManager:
    enabled: true # Enforce the bandwidth that pods ask for
roles:
  worker:
    node: { os: linux, distribution: k3s, cni: cilium }
    sysctl:
      net.core.default_qdisc: fq # The queue that Cilium sets
`,
    },
  }),
  check: (node, plan) => {
    const manager = bandwidthSwitch(plan.cilium, "enabled");
    const byAgent = replacedReports(
      ciliumAgent,
      node,
      plan,
      ({ sysctl, instead }) => ({
        message: `\`${sysctl.id}\` is reset to ${instead} when Cilium starts`,
        why: "the Cilium agent sets this at every start; no option prevents it",
        help: `remove the setting, or write ${instead}`,
      }),
    ).filter(({ about }) => !isRpFilterFinding(about, node));
    if (manager === undefined) return byAgent;
    const byManager = replacedReports(
      bandwidthManager,
      node,
      plan,
      ({ sysctl, instead }) => ({
        message: `\`${sysctl.id}\` is reset to ${instead} when Cilium starts`,
        why: "Cilium's bandwidth manager sets the sysctls that its pacing needs on every node",
        help: `write ${instead}, remove the setting, or disable the bandwidth manager`,
        related: [{ message: "the bandwidth manager", span: manager.span }],
      }),
    );
    return [...byAgent, ...byManager];
  },
});

/** Whether one of the rules on reverse-path filtering reports the setting. */
function isRpFilterFinding(
  sysctl: Sysctl,
  { platform: { settingsForm } }: NodePlan,
): boolean {
  return (
    isInCiliumFile(sysctl.id) &&
    (settingsForm === "etc" || integerOf(sysctl) === 1n)
  );
}
