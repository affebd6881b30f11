import { ciliumSize } from "../../platform/component/cilium-maps.js";
import { integerCharts } from "../../platform/component/cilium-numbers.js";
import {
  exponentOf,
  reportSizes,
  sizesRendered,
  sizeWords,
} from "../support/cilium-numbers.js";
import { defineRule } from "../rule.js";

const RULE = "cilium-number-refused";

export const ciliumNumberRefused = defineRule({
  name: RULE,
  scope: "plan",
  severity: "error",
  group: "cilium",
  summary:
    "A size that the chart writes in a form that the Cilium agent refuses",
  page: () => ({
    explanation:
      "Helm reads a number of the values without a type, and a template prints one from 1,000,000 on as `1.048576e+06`. The agent expects digits and exits at start. Charts up to 1.15 accept a string, which tunegen writes; from 1.16 on the schema refuses strings. 1.16.8 and 1.17.2 print integers, except for `bpf.nodeMapMax`, which no chart up to 1.20.2 does.",
    source:
      "cilium/cilium, install/kubernetes/cilium/templates/cilium-configmap.yaml and values.schema.json, releases 1.14.0 to 1.20.2",
    failing: {
      spec: `version: 1
cilium:
  version: "1.16.7"
  bpf:
    ctTcpMax: 1048576 # Many connections
`,
      at: "5:5",
    },
    passing: {
      spec: `version: 1
cilium:
  version: "1.16.8"
  bpf:
    ctTcpMax: 1048576 # Many connections
`,
    },
  }),
  check: ({ cilium }) => {
    if (cilium === undefined) return [];
    const sizes = sizesRendered(cilium, "exponent");
    const isNever = ({ path }: { readonly path: readonly string[] }): boolean =>
      ciliumSize(path)?.neverInteger === true;
    const why =
      "the Cilium agent exits at start over a number with an exponent, and the chart's schema refuses a string";
    return [
      ...reportSizes(
        sizes.filter((size) => !isNever(size)),
        RULE,
        (size) => ({
          message: `chart ${cilium.version ?? ""} writes ${sizeWords(size)}, as ${exponentOf(size)}`,
          why,
          help: `upgrade to chart ${integerCharts.join(" or ")}, or write 999999 or less`,
        }),
      ),
      ...reportSizes(sizes.filter(isNever), RULE, (size) => ({
        message: `chart ${cilium.version ?? ""} writes ${sizeWords(size)}, as ${exponentOf(size)}`,
        why,
        help: "write 999999 or less: no chart from 1.16 on can pass a larger number",
      })),
    ];
  },
});
