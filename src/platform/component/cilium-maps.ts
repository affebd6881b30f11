import type { Lifetime } from "../../core/lifetime.js";
import { isAtLeast } from "../../core/version.js";

/** The newest chart that was read; nothing is known of what a later one changes. */
export const newestChart = "1.20";

/**
 * A size in Cilium's chart, from chart 1.14 on.
 * Sources: cilium/cilium, install/kubernetes/cilium/values.yaml and pkg/option/config.go (the agent's limits); of policy
 * maps, pkg/maps/policymap/cell.go at 02f6d11d.
 */
export interface CiliumKey {
  /** The chart's own name. */
  readonly path: readonly string[];
  /** The name in the `bpf.mapMax` form that wrapper charts use, if that has one. */
  readonly mapMaxPath: readonly string[] | undefined;
  /** The charts that have it. */
  readonly releases: Lifetime;
  /** The range that the agent accepts; with any other value it exits, unless it `clamps`. */
  readonly least: number;
  readonly most: number;
  readonly fraction?: true;
  /** The releases whose agent replaces a value outside the range by the nearest one, with only a line in its log. */
  readonly clamps?: {
    readonly since: string;
    /** The first release that may, if that is an earlier one. */
    readonly perhapsSince?: string;
  };
  /** Whether no chart makes an integer of it before it prints it. */
  readonly neverInteger?: true;
}

const MAP_LEAST = 1024;
const MAP_MOST = 16_777_216;

export const ciliumSizes: readonly CiliumKey[] = [
  size("ctTcpMax", ["ct", "tcp"], "1.14", MAP_LEAST, MAP_MOST),
  size("ctAnyMax", ["ct", "any"], "1.14", MAP_LEAST, MAP_MOST),
  size("natMax", ["nat"], "1.14", MAP_LEAST, MAP_MOST),
  size("neighMax", ["neigh"], "1.14", MAP_LEAST, MAP_MOST),
  {
    ...size("policyMapMax", ["policy"], "1.14", 256, 65_536),
    // It moved to the same package as policyStatsMapMax, in 1.18 or 1.19.
    clamps: { since: "1.19", perhapsSince: "1.18" },
  },
  size("lbMapMax", ["lb"], "1.14", 1, 2_147_483_647),
  size("authMapMax", ["auth"], "1.14", 256, MAP_MOST),
  // Of 1.15, the later patch levels; 1.15.0 does not have it.
  {
    ...size("nodeMapMax", ["node"], "1.15", 16_384, 2_147_483_647),
    neverInteger: true,
  },
  {
    path: ["bpf", "policyStatsMapMax"],
    mapMaxPath: undefined,
    releases: { since: "1.18" },
    least: MAP_LEAST,
    most: MAP_MOST,
    clamps: { since: "1.18" },
  },
  {
    ...size("mapDynamicSizeRatio", ["dynamicSizeRatio"], "1.14", 0, 1),
    fraction: true,
  },
];

/**
 * Switches of the chart that affect the node's sysctls or the memory of maps, and the charts that have them.
 * Source: cilium/cilium, install/kubernetes/cilium/values.yaml, releases 1.14.0 to 1.20.2.
 */
const ciliumSwitches: Readonly<Record<string, Lifetime>> = {
  "bandwidthManager.enabled": {},
  "bandwidthManager.bbr": {},
  "bandwidthManager.bbrHostNamespaceOnly": { since: "1.18" },
  "bpf.preallocateMaps": {},
  "bpf.distributedLRU.enabled": { since: "1.17" },
};

/** Lists the paths of all values of the chart that the spec has, without the form that wrapper charts use. */
export function ciliumPaths(): readonly (readonly string[])[] {
  return [
    ...ciliumSizes.map(({ path }) => path),
    ...Object.keys(ciliumSwitches).map((name) => name.split(".")),
  ];
}

/** Returns the charts that have a value; all of them, if it is not known. */
export function ciliumReleases(path: readonly string[]): Lifetime {
  const name = path.join(".");
  return (
    ciliumSize(path)?.releases ??
    (Object.hasOwn(ciliumSwitches, name) ? ciliumSwitches[name] : undefined) ??
    {}
  );
}

/** Whether the agent of a release replaces a value outside the range, and does not exit; undefined if not known. */
export function clampsAt(
  { clamps }: CiliumKey,
  version: string | undefined,
): boolean | undefined {
  if (clamps === undefined) return false;
  const { since, perhapsSince = since } = clamps;
  if (isAtLeast(version, since) === true) return true;
  return isAtLeast(version, perhapsSince) === false ? false : undefined;
}

function size(
  name: string,
  alias: readonly string[],
  since: string,
  least: number,
  most: number,
): CiliumKey {
  return {
    path: ["bpf", name],
    mapMaxPath: ["bpf", "mapMax", ...alias],
    releases: { since },
    least,
    most,
  };
}

/** Returns the size that a path names, by the chart's name or by the alias. */
export function ciliumSize(path: readonly string[]): CiliumKey | undefined {
  const name = path.join(".");
  return ciliumSizes.find(
    (key) => key.path.join(".") === name || key.mapMaxPath?.join(".") === name,
  );
}

/**
 * A map that the agent sizes by the node's memory unless the chart sets its size. The neighbour map is as large as nat.
 * Source: cilium/cilium, pkg/option/config.go and, in later releases, a separate package for map sizes
 * (ctMapEntriesGlobalTCPDefault, limitTableAutoGlobalTCPMin, getDynamicSizeCalculator).
 */
export interface DynamicMap {
  /** The chart's name below `bpf`. */
  readonly name: string;
  /** The number of entries without dynamic sizing, often quoted as the default. */
  readonly standard: number;
  /** The minimum number of entries with dynamic sizing. */
  readonly least: number;
}

export const dynamicMaps: readonly DynamicMap[] = [
  { name: "ctTcpMax", standard: 524_288, least: 131_072 },
  { name: "ctAnyMax", standard: 262_144, least: 65_536 },
  { name: "natMax", standard: 524_288, least: 131_072 },
  { name: "neighMax", standard: 524_288, least: 131_072 },
];

/** The chart's default of `bpf.mapDynamicSizeRatio`: the share of the node's memory for all these maps together. */
export const STANDARD_RATIO = 0.0025;

/** The size of all dynamic maps with their standard number of entries, in bytes, as the agent computes it. */
const STANDARD_BYTES = 149_422_080;

/**
 * Computes the number of entries that the agent gives a map.
 *
 * @param memory of the node, in bytes
 */
export function dynamicSize(
  { standard, least }: DynamicMap,
  memory: bigint,
  ratio: number,
): number {
  const share = Math.floor(Number(memory) * ratio);
  const entries = Math.floor((standard * share) / STANDARD_BYTES);
  return Math.min(Math.max(entries, least), MAP_MOST);
}

/** The agent reduces a nat map of this size to two thirds of both connection-tracking maps if it exceeds their sum. */
export const NAT_STANDARD = 524_288;

/**
 * The kernel memory of one entry, in bytes, by address family. Maps are allocated completely when they are created.
 * Source: measured with bpf(2) on 6.18.
 */
export const entryBytes: Readonly<
  Record<string, { readonly ipv4: bigint; readonly ipv6: bigint }>
> = {
  ctTcpMax: { ipv4: 136n, ipv6: 160n },
  ctAnyMax: { ipv4: 136n, ipv6: 160n },
  natMax: { ipv4: 120n, ipv6: 160n },
  neighMax: { ipv4: 80n, ipv6: 88n },
};
