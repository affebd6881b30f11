import type { NodePlan, NodeSettings, Plan } from "../plan/types.js";
import { conntrackOrder } from "../platform/kube-proxy.js";
import { bandwidthFloors, bandwidthSettings } from "../platform/cilium-host.js";
import { writtenByK3s } from "../platform/k3s.js";
import {
  conntrackDefaults,
  conntrackFields,
  conntrackIds,
  conntrackWriter,
  defaultTableSize,
} from "../platform/kube-proxy.js";
import { kubeletTunables, kubeletTunes } from "../platform/kubelet.js";
import { nixosForwarding, nixosKeys } from "../platform/nixos.js";
import {
  distributionInterfaceKeys,
  distributionKeys,
} from "../platform/systemd.js";
import { isTalosKey, talosDefault } from "../platform/talos.js";
import type { NodeFacts } from "../core/facts.js";
import type { ConntrackField } from "../platform/kube-proxy.js";

/** Who else sets a key, and what they do: `kube-proxy`, `sets 131072 or more at every start`. */
export interface Writer {
  readonly who: string;
  readonly does: string;
}

/** Everyone who is known to set a key on some node. */
export function writersOf(id: string): readonly Writer[] {
  return [
    ...proxyWriters(id),
    ...k3sWriter(id, { distribution: "k3s", cni: "flannel" }),
    ...kubeletWriter(
      id,
      "sets it at start, or with protectKernelDefaults refuses to start over another",
    ),
    ...talosWriter(id, undefined),
    ...nixosWriter(id),
    ...distributionWriter(id),
    ...ciliumWriter(id, false),
  ];
}

/** Those of them who are known to run on a node. */
export function writersOn(
  id: string,
  { facts, settings }: NodePlan,
  plan: Plan,
): readonly Writer[] {
  const tunes = kubeletTunes(facts);
  const bandwidth = isOn(plan, "enabled");
  return [
    ...proxyOn(id, facts, settings.conntrack),
    ...k3sWriter(id, facts),
    ...(tunes === undefined
      ? []
      : kubeletWriter(
          id,
          tunes === "refuses"
            ? "refuses to start over another (protectKernelDefaults)"
            : "sets it at start",
        )),
    ...(facts.os === "talos" ? talosWriter(id, facts.osVersion) : []),
    ...(facts.os === "nixos" ? nixosWriter(id) : []),
    ...(facts.os === "linux" ? distributionWriter(id) : []),
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
  facts: NodeFacts,
  conntrack: NodeSettings["conntrack"],
): readonly Writer[] {
  const writer = conntrackWriter(facts);
  const fields = fieldsOf(id);
  const [field] = fields;
  if (writer === undefined || field === undefined) return [];
  const who = writer === "k3s" ? "K3s" : "kube-proxy";
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
  if (facts.distribution === "talos" && field === "maxPerCore")
    return [{ who, does: "leaves it alone: Talos gives it maxPerCore 0" }];
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

function k3sWriter(id: string, facts: NodeFacts): readonly Writer[] {
  if (facts.distribution !== "k3s") return [];
  if (k3sForwarding[6].test(id))
    return [{ who: "K3s", does: "sets 1 at every start where it has IPv6" }];
  const value = k3sForwarding[4].test(id) ? 1n : writtenByK3s(facts).get(id);
  return value === undefined
    ? []
    : [{ who: "K3s", does: `sets ${value} at every start` }];
}

function kubeletWriter(id: string, does: string): readonly Writer[] {
  const value = Object.hasOwn(kubeletTunables, id)
    ? kubeletTunables[id]
    : undefined;
  return value === undefined
    ? []
    : [{ who: "the kubelet", does: `wants ${value}: it ${does}` }];
}

function talosWriter(
  id: string,
  version: string | undefined,
): readonly Writer[] {
  if (!isTalosKey(id)) return [];
  // The value of the newest release stands for a Talos that is not known.
  const value = talosDefault(id, version ?? "999.0");
  return [
    {
      who: "Talos",
      does:
        value === undefined ? "sets it by itself" : `sets ${value} by itself`,
    },
  ];
}

function nixosWriter(id: string): readonly Writer[] {
  return nixosKeys.has(id) || id === nixosForwarding.alias
    ? [{ who: "NixOS", does: "sets it by itself in 60-nixos.conf" }]
    : [];
}

function distributionWriter(id: string): readonly Writer[] {
  const name = id.slice(id.lastIndexOf(".") + 1);
  const ofInterface =
    /^net\.ipv[46]\.conf\./u.test(id) && distributionInterfaceKeys.has(name);
  return distributionKeys.has(id) || ofInterface
    ? [{ who: "systemd or the distribution", does: "may set it at boot" }]
    : [];
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
