import {
  type DynamicMap,
  dynamicMaps,
  dynamicSize,
  STANDARD_RATIO,
} from "../../platform/component/cilium-maps.js";
import type { CiliumPlan, CiliumValue, Plan } from "../../plan/types.js";

/** A size in the spec for a map that the agent would otherwise size by the node's memory. */
export interface WrittenSize {
  readonly map: DynamicMap;
  readonly value: CiliumValue;
  readonly entries: number;
}

/** Returns the sizes of such maps in the spec, in the order of the catalogue. */
export function writtenSizes(cilium: CiliumPlan): readonly WrittenSize[] {
  return dynamicMaps.flatMap((map) => {
    const value = valueOf(cilium, map.name);
    return typeof value?.value === "number"
      ? [{ map, value, entries: value.value }]
      : [];
  });
}

/** Returns a value below `bpf`, by its name in the chart. */
export function valueOf(
  { values }: CiliumPlan,
  name: string,
): CiliumValue | undefined {
  return values.find(({ path }) => path.join(".") === `bpf.${name}`);
}

/** Returns the share of the memory for dynamic sizing: the value of the spec, else the chart's default. */
export function ratioOf(cilium: CiliumPlan): number {
  const written = valueOf(cilium, "mapDynamicSizeRatio")?.value;
  return typeof written === "number" ? written : STANDARD_RATIO;
}

/** Returns the memory sizes of the nodes that run Cilium; undefined if one of them is not known, or there is no node. */
export function ciliumMemories({ nodes }: Plan): readonly bigint[] | undefined {
  const memories = new Set<bigint>();
  for (const { facts, platform } of nodes) {
    if (platform.runsCilium !== true) continue;
    if (facts.memory === undefined) return undefined;
    memories.add(facts.memory);
  }
  return memories.size === 0 ? undefined : [...memories];
}

/** Returns the map with a name below `bpf`. */
export function mapOf(name: string): DynamicMap | undefined {
  return dynamicMaps.find((map) => map.name === name);
}

/** Returns the size of a map on a node with that memory: the value of the spec, else what the agent computes. */
export function sizeOn(
  cilium: CiliumPlan,
  name: string,
  memory: bigint,
): number | undefined {
  const written = valueOf(cilium, name)?.value;
  if (typeof written === "number") return written;
  const map = mapOf(name);
  return map && dynamicSize(map, memory, ratioOf(cilium));
}
