import {
  bandwidthFloors,
  bandwidthSettings,
} from "../../platform/cilium-host.js";
import type { CiliumPlan, CiliumValue, Sysctl } from "../../plan/types.js";
import { integerOf, settingsById, textOf } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

export const resetByCilium = defineRule({
  name: "reset-by-cilium",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A value that Cilium's bandwidth manager resets",
  explanation:
    "With `bandwidthManager.enabled` the Cilium agent writes sysctls of the node at every start. It sets `default_qdisc` to fq and `tcp_congestion_control` to cubic (with `bandwidthManager.bbr` to bbr, which also disables `tcp_slow_start_after_idle`), and raises `netdev_max_backlog` to at least 1000 and `somaxconn` and `tcp_max_syn_backlog` to at least 4096.",
  source:
    "cilium/cilium, pkg/datapath/linux/bandwidth/bandwidth.go, setBaselineSysctls; https://docs.cilium.io/en/stable/network/kubernetes/bandwidth-manager/",
  failing: {
    spec: `version: 1
cilium:
  bandwidthManager:
    enabled: true # Enforce the bandwidth that pods ask for
roles:
  worker:
    node: { os: linux, cni: cilium }
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
    node: { os: linux, cni: cilium }
    sysctl:
      net.core.default_qdisc: fq # The queue that Cilium sets
`,
  },
  check: (node, { cilium }) => {
    const manager = switchOf(cilium, "enabled");
    if (node.platform.runsCilium !== true || manager?.value !== true) return [];
    const written = settingsById(node);
    const raised = Object.entries(bandwidthFloors).flatMap(([id, floor]) => {
      const sysctl = written.get(id);
      const value = integerOf(sysctl);
      return sysctl === undefined || value === undefined || value >= floor
        ? []
        : [report(sysctl, manager, String(floor))];
    });
    const bbr = switchOf(cilium, "bbr")?.value === true;
    const forced = Object.entries(bandwidthSettings(bbr)).flatMap(
      ([id, wanted]) => {
        const sysctl = written.get(id);
        const value = textOf(sysctl) ?? integerOf(sysctl)?.toString();
        return sysctl === undefined || value === undefined || value === wanted
          ? []
          : [report(sysctl, manager, wanted)];
      },
    );
    return [...raised, ...forced];
  },
});

function switchOf(
  cilium: CiliumPlan | undefined,
  name: string,
): CiliumValue | undefined {
  return cilium?.values.find(
    ({ path }) => path.join(".") === `bandwidthManager.${name}`,
  );
}

function report(sysctl: Sysctl, manager: CiliumValue, wanted: string): Report {
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `\`${sysctl.id}\` is reset to ${wanted} when Cilium starts`,
    why: "Cilium's bandwidth manager sets the sysctls that its pacing needs on every node",
    help: `write ${wanted}, remove the setting, or disable the bandwidth manager`,
    related: [{ message: "the bandwidth manager", span: manager.span }],
  };
}
