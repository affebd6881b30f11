import {
  dynamicMaps,
  dynamicSize,
  entryBytes,
} from "../platform/component/cilium-maps.js";
import type { CiliumPlan, CiliumValue } from "../plan/types.js";
import type { Amount, MemoryFormula } from "./types.js";

export const ciliumMaps: MemoryFormula = {
  name: "Cilium's maps",
  keys: dynamicMaps.map(({ name }) => `bpf.${name}`),
  kind: "reserved",
  formula: "entries × bytes per entry, for each address family",
  explanation:
    "These maps are allocated completely when the agent creates them. The entry sizes for IPv4 and IPv6 are 136 B and 160 B for connection tracking, 120 B and 160 B for NAT, 80 B and 88 B for neighbours. Sizes in the spec are counted, and with `mapDynamicSizeRatio` in the spec those that the agent computes from it and the fact `memory`, at most 16777216 entries a map; both only on roles with `cni: cilium`. The neighbour map defaults to the size of the NAT map. The spec does not state whether IPv6 is enabled, so its share is shown but not added up.",
  source: "measured with bpf(2) on 6.18",
  amounts: ({ node, plan }): readonly Amount[] => {
    const { cilium } = plan;
    if (cilium === undefined || node.platform.runsCilium !== true) return [];
    const { memory } = node.facts;
    return dynamicMaps.flatMap(({ name }) => {
      const size = sizeOn(cilium, name, memory);
      const bytes = entryBytes[name];
      if (size === undefined || bytes === undefined) return [];
      const { entries, from, how = "" } = size;
      return (["ipv4", "ipv6"] as const).map((family) => ({
        id: `bpf.${name}`,
        bytes: entries * bytes[family],
        formula: `${entries} entries × ${bytes[family]} B (${family === "ipv4" ? "IPv4" : "IPv6"}${how})`,
        from,
        ...(family === "ipv6" && { only: "if Cilium has IPv6 enabled" }),
      }));
    });
  },
};

/** The size of a map, the value of the spec that it follows from, and how, if it is not the map's own. */
interface MapSize {
  readonly entries: bigint;
  readonly from: CiliumValue;
  readonly how?: string;
}

/** Returns a map's size on a node, if the spec sets it or the share of the memory. */
function sizeOn(
  cilium: CiliumPlan,
  name: string,
  memory: bigint | undefined,
): MapSize | undefined {
  const written = sizeOf(cilium, name);
  if (written !== undefined) return written;
  if (name !== "neighMax") return dynamicOf(cilium, name, memory);
  const nat = sizeOn(cilium, "natMax", memory);
  return nat && { how: ", as many as nat", ...nat };
}

/**
 * Computes the size that the agent gives a map by the share of the memory in the spec. A nat map above both tracking maps
 * is cut to two thirds of them.
 * Source: cilium/cilium, pkg/option/config.go, calculateDynamicBPFMapSizes.
 */
function dynamicOf(
  cilium: CiliumPlan,
  name: string,
  memory: bigint | undefined,
): MapSize | undefined {
  const from = valueOf(cilium, "mapDynamicSizeRatio");
  const map = dynamicMaps.find((each) => each.name === name);
  if (typeof from?.value !== "number" || map === undefined) return undefined;
  if (memory === undefined) return undefined;
  const how = `, ${from.value} of the memory`;
  const computed = BigInt(dynamicSize(map, memory, from.value));
  if (name !== "natMax") return { entries: computed, from, how };
  const sum = ["ctTcpMax", "ctAnyMax"].reduce(
    (all, each) => all + (sizeOn(cilium, each, memory)?.entries ?? 0n),
    0n,
  );
  return { entries: computed > sum ? (sum * 2n) / 3n : computed, from, how };
}

function sizeOf(cilium: CiliumPlan, name: string): MapSize | undefined {
  const from = valueOf(cilium, name);
  return typeof from?.value === "number"
    ? { entries: BigInt(from.value), from }
    : undefined;
}

function valueOf(
  { values }: CiliumPlan,
  name: string,
): CiliumValue | undefined {
  return values.find(({ path }) => path.join(".") === `bpf.${name}`);
}
