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
  summary: "A value that Cilium's bandwidth manager overwrites",
  explanation:
    "With `bandwidthManager.enabled`, Cilium's agent writes sysctls of the node when it starts: `default_qdisc` becomes fq, `tcp_congestion_control` cubic (or bbr, with `bandwidthManager.bbr`, which also switches `tcp_slow_start_after_idle` off), and `netdev_max_backlog`, `somaxconn` and `tcp_max_syn_backlog` are raised to 1000, 4096 and 4096 where they are below.",
  source:
    "cilium/cilium, pkg/datapath/linux/bandwidth/bandwidth.go, setBaselineSysctls; https://docs.cilium.io/en/stable/network/kubernetes/bandwidth-manager/",
  failing: {
    spec: `version: 1
cilium:
  bandwidthManager:
    enabled: true # Pods get the bandwidth that they ask for
roles:
  worker:
    node: { os: linux, cni: cilium }
    sysctl:
      net.core.default_qdisc: cake # Fair among flows
`,
    at: "9:7",
  },
  passing: {
    spec: `version: 1
cilium:
  bandwidthManager:
    enabled: true # Pods get the bandwidth that they ask for
roles:
  worker:
    node: { os: linux, cni: cilium }
    sysctl:
      net.core.default_qdisc: fq # As Cilium wants it
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
    message: `\`${sysctl.id}\` is overwritten with ${wanted} when Cilium starts`,
    why: "the bandwidth manager sets what its pacing needs on every node",
    help: `write ${wanted}, or remove the setting; or switch the bandwidth manager off`,
    related: [{ message: "the bandwidth manager", span: manager.span }],
  };
}
