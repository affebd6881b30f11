import { integerCharts } from "../../platform/component/cilium-numbers.js";
import {
  exponentOf,
  reportSizes,
  sizesRendered,
  sizeWords,
} from "../support/cilium-numbers.js";
import { defineRule } from "../rule.js";

const RULE = "cilium-number-unclear";

export const ciliumNumberUnclear = defineRule({
  name: RULE,
  scope: "plan",
  severity: "warning",
  group: "cilium",
  summary: "A size that some charts of the stated version cannot pass on",
  page: () => ({
    explanation:
      "Charts before 1.16.8 and 1.17.2 print a number from 1,000,000 on as `1.048576e+06`, over which the Cilium agent exits. Charts up to 1.15 accept a string instead, and later ones refuse it. With the whole version of the chart, patch level included, tunegen writes the right form, or says that there is none.",
    source:
      "cilium/cilium, install/kubernetes/cilium/templates/cilium-configmap.yaml and values.schema.json, releases 1.14.0 to 1.20.2",
    failing: {
      spec: `version: 1
cilium:
  version: "1.16"
  bpf:
    ctTcpMax: 1048576 # Many connections
`,
      at: "5:5",
    },
    passing: {
      spec: `version: 1
cilium:
  version: "1.17.2"
  bpf:
    ctTcpMax: 1048576 # Many connections
`,
    },
  }),
  check: ({ cilium }) =>
    cilium === undefined
      ? []
      : reportSizes(sizesRendered(cilium, "unclear"), RULE, (size) => ({
          message: `charts before ${integerCharts.join(" and ")} write ${sizeWords(size)}, as ${exponentOf(size)}`,
          why: `the Cilium agent exits at start over a number with an exponent, and ${
            cilium.version === undefined
              ? "the spec does not state the version of the chart"
              : `\`version: "${cilium.version}"\` does not tell the patch level`
          }`,
          help: `write the whole version of the chart in \`cilium.version\`, such as "${integerCharts[0] ?? ""}", or 999999 or less`,
        })),
});
