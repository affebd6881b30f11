import { writtenSizes } from "../support/cilium-sizes.js";
import { digits } from "../../core/amount-text.js";
import { defineRule } from "../rule.js";

export const ciliumSizeFixed = defineRule({
  name: "cilium-size-fixed",
  scope: "plan",
  severity: "note",
  group: "cilium",
  summary:
    "A size equal to Cilium's static default, which disables dynamic sizing",
  page: () => ({
    explanation:
      "The static defaults are not what a stock chart installs: it sets `mapDynamicSizeRatio` to 0.0025, so the agent sizes these maps by the node's memory, from 131072 (TCP, nat, neighbours) or 65536 (other protocols) entries upwards. A fixed size disables that for its map, even if it repeats the static default: large nodes then have smaller maps than without it, and small nodes larger ones.",
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
  }),
  check: ({ cilium }) =>
    cilium === undefined
      ? []
      : writtenSizes(cilium)
          .filter(({ entries, map }) => entries === map.standard)
          .map(({ map, value, entries }) => ({
            about: value,
            span: value.span,
            message: `\`bpf.${map.name}\` is ${digits(BigInt(entries))} entries, Cilium's static default, which disables dynamic sizing`,
            why: "without the line the agent sizes the map by the node's memory",
            help: "remove the line, or raise `bpf.mapDynamicSizeRatio` (default 0.0025 of the memory) for larger maps on larger nodes",
          })),
});
