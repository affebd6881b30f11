import { dynamicSize } from "../../platform/component/cilium-maps.js";
import { digits } from "../../core/amount-text.js";
import { sizeText } from "../../core/size-text.js";
import {
  ciliumMemories,
  ratioOf,
  type WrittenSize,
  writtenSizes,
} from "../support/cilium-sizes.js";
import { defineRule } from "../rule.js";

export const ciliumSizeBelowDefault = defineRule({
  name: "cilium-size-below-default",
  scope: "plan",
  severity: "warning",
  group: "cilium",
  summary: "A Cilium map that is smaller than its default",
  page: () => ({
    explanation:
      "Old documentation gives 262144 or less as the default of Cilium's maps, so a size that should be an increase can be a decrease. The static defaults are 524288 (TCP), 262144 (other protocols) and 524288 (nat, neighbours) entries, and since the charts set `mapDynamicSizeRatio`, the agent sizes these maps by the node's memory. If the memory of every Cilium node is known, tunegen compares the size with what the agent computes, otherwise with the static default. A full map evicts old entries, and their connections break.",
    source:
      "cilium/cilium, pkg/option/config.go; https://docs.cilium.io/en/stable/network/ebpf/maps/",
    failing: {
      spec: `version: 1
cilium:
  bpf:
    natMax: 262144 # Room for a spike
`,
      at: "4:5",
    },
    passing: {
      spec: `version: 1
cilium:
  bpf:
    natMax: 600000 # Room for a spike
`,
    },
  }),
  check: (plan) => {
    const { cilium } = plan;
    if (cilium === undefined) return [];
    const memories = ciliumMemories(plan);
    const ratio = ratioOf(cilium);
    return writtenSizes(cilium).flatMap((size) => {
      const usual = usualSize(size, memories, ratio);
      return size.entries >= usual.entries
        ? []
        : [
            {
              about: size.value,
              span: size.value.span,
              message: `\`bpf.${size.map.name}\` is ${digits(BigInt(size.entries))} entries, below ${usual.words}`,
              why: "without the line the map is larger; a full map evicts old entries, and their connections break",
              help: "remove the line, so that the agent sizes the map by the node's memory, or write a larger size",
            },
          ];
    });
  },
});

/** The size of the map without the line: the largest of all nodes. */
function usualSize(
  { map }: WrittenSize,
  memories: readonly bigint[] | undefined,
  ratio: number,
): { readonly entries: number; readonly words: string } {
  const [first, ...others] = memories ?? [];
  if (first === undefined)
    return {
      entries: map.standard,
      words: `Cilium's static default of ${digits(BigInt(map.standard))}`,
    };
  const memory = others.reduce((a, b) => (a > b ? a : b), first);
  const entries = dynamicSize(map, memory, ratio);
  return {
    entries,
    words: `Cilium's default of ${digits(BigInt(entries))} on a node with ${sizeText(memory)}`,
  };
}
