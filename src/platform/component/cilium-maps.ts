/**
 * The sizes in Cilium's chart that tunegen knows, from chart 1.14 on.
 * Sources: cilium/cilium, install/kubernetes/cilium/values.yaml and pkg/option/config.go (the agent's limits).
 */
export interface CiliumKey {
  /** The chart's own name. */
  readonly path: readonly string[];
  /** The name in the `bpf.mapMax` form that wrapper charts use. */
  readonly mapMaxPath: readonly string[];
  /** The chart release that first has it. */
  readonly since: string;
  /** What the agent takes; outside of it the agent exits. */
  readonly least: number;
  readonly most: number;
  readonly fraction?: true;
}

const MAP_LEAST = 1024;
const MAP_MOST = 16_777_216;

export const ciliumSizes: readonly CiliumKey[] = [
  size("ctTcpMax", ["ct", "tcp"], "1.14", MAP_LEAST, MAP_MOST),
  size("ctAnyMax", ["ct", "any"], "1.14", MAP_LEAST, MAP_MOST),
  size("natMax", ["nat"], "1.14", MAP_LEAST, MAP_MOST),
  size("neighMax", ["neigh"], "1.14", MAP_LEAST, MAP_MOST),
  size("policyMapMax", ["policy"], "1.14", 256, 65_536),
  size("lbMapMax", ["lb"], "1.14", 1, 2_147_483_647),
  size("authMapMax", ["auth"], "1.14", 256, MAP_MOST),
  size("nodeMapMax", ["node"], "1.15", 16_384, 2_147_483_647),
  {
    ...size("mapDynamicSizeRatio", ["dynamicSizeRatio"], "1.14", 0, 1),
    fraction: true,
  },
];

/** Switches of the chart that bear on the node's sysctls. */
export const ciliumSwitches: readonly (readonly string[])[] = [
  ["bandwidthManager", "enabled"],
  ["bandwidthManager", "bbr"],
];

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
    since,
    least,
    most,
  };
}

/** The size that a path names, under the chart's name or the alias. */
export function ciliumSize(path: readonly string[]): CiliumKey | undefined {
  const name = path.join(".");
  return ciliumSizes.find(
    (key) => key.path.join(".") === name || key.mapMaxPath.join(".") === name,
  );
}

/**
 * The maps that the agent sizes by the node's memory, unless a size is written for the map itself.
 * Source: cilium/cilium, pkg/option/config.go and, later, the map sizes' own package (ctMapEntriesGlobalTCPDefault,
 * limitTableAutoGlobalTCPMin, getDynamicSizeCalculator); the neighbour map is as large as nat.
 */
export interface DynamicMap {
  /** The chart's name below `bpf`. */
  readonly name: string;
  /** The size without dynamic sizing: what blogs call the default. */
  readonly standard: number;
  /** What dynamic sizing never goes below. */
  readonly least: number;
}

export const dynamicMaps: readonly DynamicMap[] = [
  { name: "ctTcpMax", standard: 524_288, least: 131_072 },
  { name: "ctAnyMax", standard: 262_144, least: 65_536 },
  { name: "natMax", standard: 524_288, least: 131_072 },
  { name: "neighMax", standard: 524_288, least: 131_072 },
];

/** The share of the memory that the chart gives to these maps: `bpf.mapDynamicSizeRatio`. */
export const STANDARD_RATIO = 0.0025;

/** What the standard sizes of all dynamic maps take by the agent's own count of their keys and values, in bytes. */
const STANDARD_BYTES = 149_422_080;

/** The size that the agent gives a map on a node of that memory, in bytes. */
export function dynamicSize(
  { standard, least }: DynamicMap,
  memory: bigint,
  ratio: number,
): number {
  const share = Math.floor(Number(memory) * ratio);
  const entries = Math.floor((standard * share) / STANDARD_BYTES);
  return Math.min(Math.max(entries, least), MAP_MOST);
}

/** nat by its standard size is cut to two thirds of both connection-tracking maps where it is above them. */
export const NAT_STANDARD = 524_288;

/**
 * What one entry takes in the kernel, in bytes, by address family. The maps are allocated whole when they are made.
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
