import type { NodePlan, Plan } from "../plan/types.js";
import { conntrackOrder } from "../platform/kube-proxy.js";
import { bandwidthFloors, bandwidthSettings } from "../platform/cilium-host.js";
import { k3s } from "../platform/distribution/k3s.js";
import {
  conntrackDefaults,
  conntrackFields,
  conntrackIds,
  defaultTableSize,
} from "../platform/kube-proxy.js";
import { kubeletTunables } from "../platform/kubelet.js";
import { operatingSystems } from "../platform/os/registry.js";
import type { NodeFacts } from "../core/facts.js";
import type { ConntrackField } from "../platform/kube-proxy.js";
import type { OwnValue, Platform } from "../core/platform.js";

/** Who else sets a key, and what they do: `kube-proxy`, `sets 131072 or more at every start`. */
export interface Writer {
  readonly who: string;
  readonly does: string;
}

/** Everyone who is known to set a key on some node. */
export function writersOf(id: string): readonly Writer[] {
  return [
    ...proxyWriters(id),
    ...agentWriter(id, k3s, { cni: "flannel" }),
    ...kubeletWriter(
      id,
      "sets it at start, or with protectKernelDefaults refuses to start over another",
    ),
    ...[operatingSystems.talos, operatingSystems.nixos, operatingSystems.linux]
      .map(({ ownValue }) => ownValue(id, undefined))
      .flatMap(systemWriter),
    ...ciliumWriter(id, false),
  ];
}

/** Those of them who are known to run on a node. */
export function writersOn(
  id: string,
  node: NodePlan,
  plan: Plan,
): readonly Writer[] {
  const { facts, platform } = node;
  const { kubeletTunes: tunes } = platform;
  const bandwidth = isOn(plan, "enabled");
  return [
    ...proxyOn(id, node),
    ...agentWriter(id, platform, facts),
    ...(tunes === undefined
      ? []
      : kubeletWriter(
          id,
          tunes === "refuses"
            ? "refuses to start over another (protectKernelDefaults)"
            : "sets it at start",
        )),
    ...systemWriter(platform.ownValue?.(id, facts.osVersion)),
    ...(bandwidth ? ciliumWriter(id, isOn(plan, "bbr")) : []),
  ];
}

function isOn({ cilium }: Plan, name: string): boolean {
  return (
    cilium?.values.some(
      ({ path, value }) =>
        path.join(".") === `bandwidthManager.${name}` && value === true,
    ) === true
  );
}

/** What kube-proxy does where nothing tells it otherwise. */
function proxyWriters(id: string): readonly Writer[] {
  const [field] = fieldsOf(id);
  if (field === undefined) return [];
  const { flag, leave } = conntrackFields[field];
  if (conntrackDefaults[field] === undefined)
    return [{ who: "kube-proxy", does: `sets it where given --${flag}` }];
  return [
    {
      who: "kube-proxy, or K3s in its place,",
      does: `sets ${proxyValue(field)} at every start, unless given --${flag}=${leave}`,
    },
  ];
}

/** What kube-proxy does on a node, with the flags that the plan gives it. */
function proxyOn(
  id: string,
  { facts, platform, settings: { conntrack } }: NodePlan,
): readonly Writer[] {
  const writer = platform.conntrackWriter;
  const fields = fieldsOf(id);
  const [field] = fields;
  if (writer === undefined || field === undefined) return [];
  const who = writer.label;
  const told = conntrack.filter((setting) => fields.includes(setting.field));
  const { leave } = conntrackFields[field];
  const size = defaultTableSize(writer, facts);
  if (told.length > 0) {
    const flags = told
      .map((each) => `--${conntrackFields[each.field].flag}=${each.value}`)
      .join(" ");
    if (told.some(({ because }) => because.length > 0))
      return [
        { who, does: `would set ${proxyValue(field, size)} but for ${flags}` },
      ];
    return told.some((each) => each.field === field && each.value === leave)
      ? [{ who, does: `leaves it alone, given ${flags}` }]
      : [{ who, does: `sets it at every start, given ${flags}` }];
  }
  const own = platform.ownConntrack?.[field];
  if (own !== undefined)
    return [
      {
        who,
        does: `leaves it alone: ${platform.distributionLabel} gives it ${field} ${own}`,
      },
    ];
  if (conntrackDefaults[field] === undefined) return [];
  return [{ who, does: `sets ${proxyValue(field, size)} at every start` }];
}

/** What kube-proxy goes by on its own, as a reader knows it. */
function proxyValue(field: ConntrackField, size?: bigint): string {
  if (field !== "maxPerCore")
    return shortDuration(conntrackDefaults[field] ?? "its own value");
  return size === undefined
    ? "32768 for each core, at least 131072,"
    : String(size);
}

function fieldsOf(id: string): typeof conntrackOrder {
  return conntrackOrder.filter((field) => conntrackIds(field).includes(id));
}

/** `24h0m0s` as `24h`. */
function shortDuration(text: string): string {
  return text.replace(/^(\d+h)0m0s$/u, "$1").replace(/^(\d+m)0s$/u, "$1");
}

/** Forwarding, which K3s turns on for every node. Source: k3s-io/k3s, pkg/agent/syssetup/setup.go. */
const k3sForwarding = {
  4: /^net\.ipv4\.(?:ip_forward|conf\.(?:all|default)\.forwarding)$/u,
  6: /^net\.ipv6\.conf\.(?:all|default)\.forwarding$/u,
};

/** What is asked of a distribution whose agent writes. */
type Agent = Pick<
  Platform,
  "resetsAtStart" | "agentForwards" | "distributionLabel"
>;

function agentWriter(
  id: string,
  { distributionLabel: who, resetsAtStart, agentForwards }: Agent,
  facts: NodeFacts,
): readonly Writer[] {
  if (resetsAtStart === undefined || agentForwards !== true) return [];
  if (k3sForwarding[6].test(id))
    return [{ who, does: "sets 1 at every start where it has IPv6" }];
  const value = k3sForwarding[4].test(id) ? 1n : resetsAtStart(facts).get(id);
  return value === undefined
    ? []
    : [{ who, does: `sets ${value} at every start` }];
}

function kubeletWriter(id: string, does: string): readonly Writer[] {
  const value = Object.hasOwn(kubeletTunables, id)
    ? kubeletTunables[id]
    : undefined;
  return value === undefined
    ? []
    : [{ who: "the kubelet", does: `wants ${value}: it ${does}` }];
}

function systemWriter(own: OwnValue | undefined): readonly Writer[] {
  return own === undefined ? [] : [{ who: own.by, does: own.does }];
}

function ciliumWriter(id: string, bbr: boolean): readonly Writer[] {
  const who = "Cilium's bandwidth manager";
  const floor = Object.hasOwn(bandwidthFloors, id)
    ? bandwidthFloors[id]
    : undefined;
  if (floor !== undefined)
    return [{ who, does: `raises it to ${floor} where it is below` }];
  const value = Object.entries(bandwidthSettings(bbr)).find(
    ([key]) => key === id,
  )?.[1];
  return value === undefined
    ? []
    : [{ who, does: `sets ${value} whatever stands there` }];
}
