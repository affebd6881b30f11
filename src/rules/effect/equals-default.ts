import type { NodePlan, Sysctl } from "../../plan/types.js";
import { valueText } from "../../plan/settle.js";
import { conntrackMaxIds, defaultTimeouts } from "../../platform/kube-proxy.js";
import { kubeletTunables } from "../../platform/kubelet.js";
import { isDistributionKey } from "../../platform/systemd.js";
import { deadKey } from "../support/dead-keys.js";
import { proxyDefaults } from "../support/proxy-defaults.js";
import { setting, settings } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

/** Keys that something on a Kubernetes node writes: their default is not what stands there. */
const writtenElsewhere: ReadonlySet<string> = new Set([
  ...Object.keys(kubeletTunables),
  ...Object.keys(defaultTimeouts),
  ...conntrackMaxIds,
  "net.ipv4.ip_forward",
  "net.bridge.bridge-nf-call-arptables",
  "net.bridge.bridge-nf-call-ip6tables",
  "net.bridge.bridge-nf-call-iptables",
]);

/** Keys that another one rests on: to write them beside it, though they have the value anyway, says what must hold. */
const conditions: ReadonlyMap<string, string> = new Map([
  ["net.ipv4.tcp_timestamps", "net.ipv4.tcp_tw_reuse"],
]);

export const equalsDefault = defineRule({
  name: "equals-default",
  scope: "plan",
  severity: "note",
  group: "effect",
  summary: "A setting that is the default already, on every node that has it",
  explanation:
    "A setting that says what the kernel, Talos or kube-proxy does by itself changes nothing, and keeps its reader from seeing those that do. It may be meant: to hold the value should the default change. It is found only where the default is sure on every node that the line applies to, where nothing else is known to write the key, and where it does not undo another line of the spec.",
  source:
    "measured, catalogue/measured/catalogue.tsv; siderolabs/talos, internal/app/machined/pkg/controllers/runtime/kernel_param_defaults.go; kubernetes/kubernetes, pkg/proxy/apis/config/v1alpha1/defaults.go",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_window_scaling: 1 # Windows beyond 64 KiB
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_window_scaling: null # On by default, and meant to stay so
`,
  },
  check: ({ nodes }, spec) => [
    ...[...lines(nodes).values()].flatMap(({ sysctl, whose }) =>
      whose === undefined ? [] : [report(sysctl, whose)],
    ),
    ...proxyDefaults(spec, nodes),
  ],
});

interface Line {
  readonly sysctl: Sysctl;
  /** Whose default it is on all nodes; undefined where it is not the default on one of them. */
  readonly whose: string | undefined;
}

/** Every written line with what it is on the nodes that it applies to, by its place. */
function lines(nodes: readonly NodePlan[]): ReadonlyMap<string, Line> {
  const found = new Map<string, Line>();
  const seen = new Set<NodePlan["settings"]>();
  for (const node of nodes) {
    // Hosts that resolve as their role does.
    if (seen.has(node.settings)) continue;
    seen.add(node.settings);
    for (const sysctl of settings(node)) {
      const { source, start } = sysctl.origin.span;
      const place = `${source.name}:${start}`;
      const known = found.get(place);
      if (known !== undefined && known.whose === undefined) continue;
      // A companion is placed at the line that it is derived from.
      if (sysctl.because !== undefined) continue;
      found.set(place, { sysctl, whose: whoseDefault(sysctl, node) });
    }
  }
  return found;
}

/** Who has the value by itself on a node, as the begin of a sentence; undefined where it is not surely the default. */
function whoseDefault(sysctl: Sysctl, node: NodePlan): string | undefined {
  const { id, value, from, overrode, kernelDefault } = sysctl;
  // What undoes another line, or was merged with a floor, is meant.
  if (value === undefined || overrode.length > 0 || from.length > 1)
    return undefined;
  const { osVersion } = node.facts;
  const text = valueText(value);
  const own = node.platform.ownValue?.(id, osVersion);
  if (own !== undefined) {
    return own.sure && own.value === text
      ? `${own.by} ${osVersion ?? ""} sets it`
      : undefined;
  }
  const dependent = conditions.get(id);
  if (dependent !== undefined && setting(node, dependent) !== undefined)
    return undefined;
  if (deadKey(id, node.facts) !== undefined) return undefined;
  if (isDistributionKey(id) || writtenElsewhere.has(id)) return undefined;
  if (kernelDefault?.sure !== true) return undefined;
  return kernelDefault.value.trim().replaceAll(/\s+/gu, " ") === text
    ? "the kernel has it"
    : undefined;
}

function report(sysctl: Sysctl, whose: string): Report {
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `\`${sysctl.id}\` is ${shown(sysctl)} by default`,
    why: `${whose} by itself: the line changes nothing`,
    help: "remove it, or write null and keep the reason; if it is there to hold the value, accept this finding with that reason",
  };
}

function shown({ value }: Sysctl): string {
  const text = value === undefined ? "" : valueText(value);
  return text === "" ? "empty" : text;
}
