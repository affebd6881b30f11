import { valueOf, writtenSizes } from "../support/cilium-sizes.js";
import { defineRule } from "../rule.js";

export const ciliumRatioUnused = defineRule({
  name: "cilium-ratio-unused",
  scope: "plan",
  severity: "note",
  group: "cilium",
  summary: "A dynamic size ratio beside maps with a fixed size",
  page: () => ({
    explanation:
      "`bpf.mapDynamicSizeRatio` divides a part of the node's memory among the connection-tracking, nat and neighbour maps. A fixed size overrides the ratio for its map; the neighbour map follows nat. The ratio then applies to fewer maps than the two lines suggest.",
    source: "cilium/cilium, pkg/option/config.go, getDynamicSizeCalculator",
    failing: {
      spec: `version: 1
cilium:
  bpf:
    mapDynamicSizeRatio: 0.005 # Larger maps on larger nodes
    natMax: 786432 # Much traffic leaves the cluster
`,
      at: "4:5",
    },
    passing: {
      spec: `version: 1
cilium:
  bpf:
    mapDynamicSizeRatio: 0.005 # Larger maps on larger nodes
    policyMapMax: 32768 # Many policies
`,
    },
  }),
  check: ({ cilium }) => {
    if (cilium === undefined) return [];
    const ratio = valueOf(cilium, "mapDynamicSizeRatio");
    const sizes = writtenSizes(cilium);
    if (ratio === undefined || sizes.length === 0) return [];
    return [
      {
        about: ratio,
        span: ratio.span,
        message: `\`bpf.mapDynamicSizeRatio\` has no effect on ${sizes.map(({ map }) => `\`${map.name}\``).join(", ")}`,
        why: "a fixed size disables dynamic sizing for its map",
        help: "remove the ratio or the sizes",
        related: sizes.map(({ map, value }) => ({
          message: `\`${map.name}\` is set here`,
          span: value.span,
        })),
      },
    ];
  },
});
