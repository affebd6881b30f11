import { dynamicSize } from "../../platform/cilium.js";
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
  summary: "A map of Cilium's that becomes smaller than it is by itself",
  explanation:
    "Old pages give 262144 or less as the default of Cilium's maps, and so a size that was meant as an increase takes entries away. The static defaults are 524288 (TCP), 262144 (other protocols) and 524288 (nat, neighbours), and since charts set `mapDynamicSizeRatio` the agent sizes these maps by the node's memory. Where the memory of every node with Cilium is known, the written size is compared with that; else with the static default. A full nat map drops new connections.",
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
              message: `\`bpf.${size.map.name}\` ${size.entries} is below ${usual.what}, ${usual.entries}`,
              why: "the map becomes smaller than without the line; when it is full, old entries make room and their connections break",
              help: "remove the line, so that the agent sizes the map by the node's memory, or write a larger size",
            },
          ];
    });
  },
});

/** The size that the map has without the line: the largest of those on the nodes. */
function usualSize(
  { map }: WrittenSize,
  memories: readonly bigint[] | undefined,
  ratio: number,
): { readonly entries: number; readonly what: string } {
  const [first, ...others] = memories ?? [];
  if (first === undefined)
    return { entries: map.standard, what: "Cilium's static default" };
  const memory = others.reduce((a, b) => (a > b ? a : b), first);
  return {
    entries: dynamicSize(map, memory, ratio),
    what: `what Cilium gives a node of ${sizeText(memory)}`,
  };
}
