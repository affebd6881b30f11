import { dynamicMaps, entryBytes } from "../platform/component/cilium-maps.js";
import type { CiliumPlan, CiliumValue } from "../plan/types.js";
import type { Amount, MemoryFormula } from "./types.js";

export const ciliumMaps: MemoryFormula = {
  name: "Cilium's maps",
  keys: dynamicMaps.map(({ name }) => `bpf.${name}`),
  kind: "reserved",
  formula: "entries × bytes per entry, for each address family",
  explanation:
    "These maps are allocated completely when the agent creates them. The entry sizes for IPv4 and IPv6 are 136 B and 160 B for connection tracking, 120 B and 160 B for NAT, 80 B and 88 B for neighbours. Only sizes in the spec are counted, and only on roles with `cni: cilium`; the neighbour map defaults to the size of the NAT map. The spec does not state whether IPv6 is enabled, so its share is shown but not added up.",
  source: "measured with bpf(2) on 6.18",
  amounts: ({ node, plan }): readonly Amount[] => {
    const { cilium } = plan;
    if (cilium === undefined || node.platform.runsCilium !== true) return [];
    return dynamicMaps.flatMap(({ name }) => {
      const written = sizeOf(cilium, name);
      const size =
        written ?? (name === "neighMax" ? sizeOf(cilium, "natMax") : undefined);
      const bytes = entryBytes[name];
      if (size === undefined || bytes === undefined) return [];
      const { entries, from } = size;
      const follows = written === undefined ? ", as many as nat" : "";
      return (["ipv4", "ipv6"] as const).map((family) => ({
        id: `bpf.${name}`,
        bytes: entries * bytes[family],
        formula: `${entries} entries × ${bytes[family]} B (${family === "ipv4" ? "IPv4" : "IPv6"}${follows})`,
        from,
        ...(family === "ipv6" && { only: "if Cilium has IPv6 enabled" }),
      }));
    });
  },
};

function sizeOf(
  { values }: CiliumPlan,
  name: string,
): { readonly entries: bigint; readonly from: CiliumValue } | undefined {
  const from = values.find(({ path }) => path.join(".") === `bpf.${name}`);
  return typeof from?.value === "number"
    ? { entries: BigInt(from.value), from }
    : undefined;
}
