import { writtenSizes } from "../support/cilium-sizes.js";
import { defineRule } from "../rule.js";

export const ciliumSizeFixed = defineRule({
  name: "cilium-size-fixed",
  scope: "plan",
  severity: "note",
  group: "cilium",
  summary: "A size equal to Cilium's static default, which fixes the map",
  explanation:
    "The static defaults are not what a stock chart installs: since it sets `mapDynamicSizeRatio` to 0.0025, the agent sizes these maps by the node's memory, from 131072 (TCP, nat, neighbours) and 65536 (other protocols) upwards. A size that is written switches that off for its map, also where it repeats the default: large nodes then have smaller maps than by themselves, and small ones larger.",
  source:
    "cilium/cilium, install/kubernetes/cilium/values.yaml, bpf.mapDynamicSizeRatio; pkg/option/config.go",
  failing: {
    spec: `version: 1
cilium:
  bpf:
    ctTcpMax: 524288 # Many connections
`,
    at: "4:5",
  },
  passing: {
    spec: `version: 1
cilium:
  bpf:
    mapDynamicSizeRatio: 0.005 # Many connections
`,
  },
  check: ({ cilium }) =>
    cilium === undefined
      ? []
      : writtenSizes(cilium)
          .filter(({ entries, map }) => entries === map.standard)
          .map(({ map, value, entries }) => ({
            about: value,
            span: value.span,
            message: `\`bpf.${map.name}\` ${entries} is Cilium's static default, and fixes the map at it`,
            why: "without the line the agent sizes the map by the node's memory; a size that is written switches that off",
            help: "remove the line, or raise `bpf.mapDynamicSizeRatio` (0.0025 of the memory) for larger maps on larger nodes",
          })),
});
