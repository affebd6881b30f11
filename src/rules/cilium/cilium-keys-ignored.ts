import { defineRule } from "../rule.js";

export const ciliumKeysIgnored = defineRule({
  name: "cilium-keys-ignored",
  scope: "plan",
  severity: "warning",
  group: "cilium",
  summary: "Cilium sizes in a form that the stock chart ignores",
  page: () => ({
    explanation:
      "No Cilium chart ever had `bpf.mapMax`; some wrapper charts do. The stock chart's schema accepts unknown values, so Helm reports success and nothing changes. With `targets.cilium.keys: [mapMax]` tunegen writes the sizes only in that form.",
    source:
      "cilium/cilium, install/kubernetes/cilium/values.yaml: no release has `mapMax`",
    failing: {
      spec: `version: 1
cilium:
  bpf:
    ctTcpMax: 786432 # Many connections
targets:
  cilium: { keys: [mapMax] }
`,
      at: "2:1",
    },
    passing: {
      spec: `version: 1
cilium:
  bpf:
    mapMax:
      ct:
        tcp: 786432 # Many connections
targets:
  cilium: { keys: [chart, mapMax] }
`,
    },
  }),
  check: ({ cilium, targets }) => {
    const sizes = (cilium?.values ?? []).some(
      ({ mapMaxPath }) => mapMaxPath !== undefined,
    );
    const forms = targets.get("cilium")?.options["keys"];
    return cilium === undefined ||
      !sizes ||
      !Array.isArray(forms) ||
      forms.includes("chart")
      ? []
      : [
          {
            about: cilium,
            span: cilium.span,
            message: "the sizes are written only as `bpf.mapMax`",
            why: "Cilium's own chart silently ignores these values; only some wrapper charts read them",
            help: "write `targets: { cilium: { keys: [chart, mapMax] } }`",
          },
        ];
  },
});
