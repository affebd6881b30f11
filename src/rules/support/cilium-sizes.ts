import {
  type DynamicMap,
  dynamicMaps,
  dynamicSize,
  STANDARD_RATIO,
} from "../../platform/cilium.js";
import type { CiliumPlan, CiliumValue, Plan } from "../../plan/types.js";

/** A size that is written for a map which the agent would otherwise size by the node's memory. */
export interface WrittenSize {
  readonly map: DynamicMap;
  readonly value: CiliumValue;
  readonly entries: number;
}

/** The written sizes of such maps, in the order of the catalogue. */
export function writtenSizes(cilium: CiliumPlan): readonly WrittenSize[] {
  return dynamicMaps.flatMap((map) => {
    const value = valueOf(cilium, map.name);
    return typeof value?.value === "number"
      ? [{ map, value, entries: value.value }]
      : [];
  });
}

/** A value below `bpf`, by the chart's name. */
export function valueOf(
  { values }: CiliumPlan,
  name: string,
): CiliumValue | undefined {
  return values.find(({ path }) => path.join(".") === `bpf.${name}`);
}

/** The share of the memory that dynamic sizing has: what is written, else the chart's default. */
export function ratioOf(cilium: CiliumPlan): number {
  const written = valueOf(cilium, "mapDynamicSizeRatio")?.value;
  return typeof written === "number" ? written : STANDARD_RATIO;
}

/** The amounts of memory of the nodes that run Cilium; undefined where one of them is not known, or there are none. */
export function ciliumMemories({ nodes }: Plan): readonly bigint[] | undefined {
  const memories = new Set<bigint>();
  for (const { facts, platform } of nodes) {
    if (platform.runsCilium !== true) continue;
    if (facts.memory === undefined) return undefined;
    memories.add(facts.memory);
  }
  return memories.size === 0 ? undefined : [...memories];
}

/** A map that is named below `bpf`. */
export function mapOf(name: string): DynamicMap | undefined {
  return dynamicMaps.find((map) => map.name === name);
}

/** The size of a map on a node of that memory: what is written, else what the agent computes. */
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
