import { defineRule } from "../rule.js";

export const ciliumWithoutNodes = defineRule({
  name: "cilium-without-nodes",
  scope: "plan",
  severity: "warning",
  group: "cilium",
  findsAbsence: true,
  summary: "Cilium values in a spec whose roles all use another network",
  page: () => ({
    explanation:
      "tunegen writes the section `cilium` as Helm values for the whole cluster. If every role names another `cni`, either the section or the facts are left over from an earlier network.",
    source: "docs/spec.md: `cilium`, and the fact `cni`",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, cni: flannel }
cilium:
  bpf:
    mapDynamicSizeRatio: 0.005 # Larger maps on larger nodes
`,
      at: "5:1",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, cni: cilium }
cilium:
  bpf:
    mapDynamicSizeRatio: 0.005 # Larger maps on larger nodes
`,
    },
  }),
  check: ({ cilium, nodes }) => {
    const elsewhere =
      nodes.length > 0 &&
      nodes.every(
        ({ platform }) =>
          platform.hasKubelet === false || platform.runsCilium === false,
      );
    if (cilium === undefined || !elsewhere) return [];
    const [first] = nodes;
    return [
      {
        about: cilium,
        span: cilium.span,
        message: "no role runs Cilium",
        why: "the facts of every role name another network, so nothing reads these values",
        help: "remove the section, or add `cni: cilium` to the facts of the roles that run it",
        ...(first && {
          related: [
            {
              message: `${first.facts.cni ?? "no pods at all"} here`,
              span: first.span,
            },
          ],
        }),
      },
    ];
  },
});
