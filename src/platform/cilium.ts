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
