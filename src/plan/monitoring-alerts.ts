import { defaultFor } from "../catalogue/defaults.js";
import { findKey } from "../catalogue/lookup.js";
import { keyOf } from "../core/key.js";
import type {
  PercentAlert,
  SaturationAlert,
} from "../language/monitoring-model.js";
import type { NodePlan, Plan } from "./types.js";
import type { Sysctl } from "../settings/sysctl/index.js";

/** The limit that an alert compares with on a node: a number of the spec or of the kernel, or a metric. */
export type Limit = bigint | "metric";

/** Alerts on nodes; the alert on Cilium's maps is about the cluster. */
export type NodeAlert = Exclude<SaturationAlert, "cilium-map-pressure">;

/** Returns the limit of an alert on a node; undefined if the spec tunes nothing that the alert watches. */
export function limitOn(name: NodeAlert, node: NodePlan): Limit | undefined {
  return limits[name](node, new Map(written(node)));
}

type Settings = ReadonlyMap<string, Sysctl>;

function written({
  settings,
}: NodePlan): readonly (readonly [string, Sysctl])[] {
  return settings.sysctl
    .filter(({ value }) => value !== undefined)
    .map((sysctl) => [sysctl.id, sysctl] as const);
}

const limits: Readonly<
  Record<NodeAlert, (node: NodePlan, set: Settings) => Limit | undefined>
> = {
  "conntrack-usage": conntrack,
  "conntrack-drops": conntrack,
  "listen-overflows": (_, set) =>
    tunes(set, "net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog"),
  "listen-drops": (_, set) =>
    tunes(set, "net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog"),
  "syn-cookies": (_, set) => {
    // 2 always sends cookies, and 0 never does: the listen drops then count the overflows.
    const cookies = set.get("net.ipv4.tcp_syncookies");
    const usual = cookies === undefined || integers(cookies)[0] === 1n;
    return usual ? tunes(set, "net.ipv4.tcp_max_syn_backlog") : undefined;
  },
  "backlog-drops": (_, set) =>
    tunes(
      set,
      "net.core.netdev_max_backlog",
      "net.core.netdev_budget",
      "net.core.netdev_budget_usecs",
    ),
  "tcp-memory": (node, set) =>
    tunes(set, "net.ipv4.tcp_mem", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem") &&
    positive(fieldOf(node, set, "net.ipv4.tcp_mem", 1)),
  "time-wait": (node, set) =>
    tunes(
      set,
      "net.ipv4.tcp_max_tw_buckets",
      "net.ipv4.tcp_tw_reuse",
      "net.ipv4.ip_local_port_range",
    ) && positive(fieldOf(node, set, "net.ipv4.tcp_max_tw_buckets", 0)),
  "file-descriptors": (_, set) => tunes(set, "fs.file-max"),
  "neighbour-table": (_, set) => {
    const most = set.get("net.ipv4.neigh.default.gc_thresh3");
    return most && positive(integers(most)[0]);
  },
};

function conntrack(node: NodePlan, set: Settings): Limit | undefined {
  const bySysctl = [...set.keys()].some((id) =>
    /^net\.(?:netfilter\.)?nf_conntrack_/u.test(id),
  );
  const byProxy = node.settings.kubeProxy.some(
    ({ id }) => id === "maxPerCore" || id === "min",
  );
  return bySysctl || byProxy ? "metric" : undefined;
}

function tunes(set: Settings, ...ids: readonly string[]): "metric" | undefined {
  return ids.some((id) => set.has(id)) ? "metric" : undefined;
}

/** Returns a field of a key: the value of the spec, else the kernel's default if the node's memory is known. */
function fieldOf(
  { facts }: NodePlan,
  set: Settings,
  id: string,
  field: number,
): bigint | undefined {
  const sysctl = set.get(id);
  if (sysctl !== undefined) return integers(sysctl)[field];
  const known = findKey(keyOf(id.split(".")));
  const standard =
    known && facts.memory !== undefined ? defaultFor(known, facts) : undefined;
  const text = standard?.value?.trim().split(/\s+/u)[field];
  return text !== undefined && /^[0-9]+$/u.test(text)
    ? BigInt(text)
    : undefined;
}

function integers({ value }: Sysctl): readonly bigint[] {
  return value?.type === "integers" ? value.fields : [];
}

/** Drops a limit of 0, of which nothing is a share. */
function positive(limit: bigint | undefined): bigint | undefined {
  return limit !== undefined && limit > 0n ? limit : undefined;
}

/** Whether the spec sizes any of Cilium's maps. */
export function tunesCiliumMaps({ cilium }: Pick<Plan, "cilium">): boolean {
  return (
    cilium?.values.some(
      ({ path, value }) => path[0] === "bpf" && typeof value === "number",
    ) ?? false
  );
}

/** Whether an alert has a threshold in per cent. */
export function isPercent(name: SaturationAlert): name is PercentAlert {
  return percentNames.has(name);
}

const percentNames: ReadonlySet<string> = new Set<PercentAlert>([
  "conntrack-usage",
  "tcp-memory",
  "time-wait",
  "file-descriptors",
  "neighbour-table",
  "cilium-map-pressure",
]);
