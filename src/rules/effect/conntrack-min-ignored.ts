import type { WrittenProxySetting } from "../../settings/kube-proxy.js";
import { defineRule } from "../rule.js";

export const conntrackMinIgnored = defineRule({
  name: "conntrack-min-ignored",
  scope: "plan",
  severity: "warning",
  group: "effect",
  summary:
    "A kube-proxy `min` beside `maxPerCore: 0`, which makes kube-proxy ignore it",
  page: () => ({
    explanation:
      "kube-proxy computes the size of the connection-tracking table only if `maxPerCore` is above 0; `min` is then the lower bound. With `maxPerCore: 0` kube-proxy keeps the node's own size and ignores `min`.",
    source:
      "kubernetes/kubernetes, cmd/kube-proxy/app/server_linux.go, getConntrackMax; https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, kubeProxy: ipvs }
    kubeProxy:
      conntrack:
        maxPerCore: 0 # Keep the node's own size
        min: 524288 # Lower bound
`,
      at: "8:9",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, kubeProxy: ipvs }
    kubeProxy:
      conntrack:
        maxPerCore: 65536 # Larger machines get larger tables
        min: 524288 # Lower bound
`,
    },
  }),
  check: (_plan, spec) => {
    const layers = [spec.profiles, spec.roles, spec.hosts].flatMap((each) => [
      ...each.values(),
    ]);
    return [
      spec.top.settings.kubeProxy,
      ...layers.map(({ settings }) => settings.kubeProxy),
    ].flatMap((settings) => {
      const least = settings.find(({ id }) => id === "min");
      const perCore = settings.find(({ id }) => id === "maxPerCore");
      if (least === undefined || perCore === undefined) return [];
      if (!isOff(perCore) || isOff(least)) return [];
      return [
        {
          about: least,
          span: least.origin.span,
          message: `\`min\` is ignored because \`maxPerCore\` is ${written(perCore)}`,
          why: "kube-proxy then keeps the table size that the node has, and does not read `min`",
          help: "remove `min` and set `net.netfilter.nf_conntrack_max` on the node, or set `maxPerCore` above 0",
          related: [
            { message: "`maxPerCore` is set here", span: perCore.origin.span },
          ],
        },
      ];
    });
  },
});

function isOff({ value }: WrittenProxySetting): boolean {
  return value === "0";
}

function written({ raw }: WrittenProxySetting): string {
  return raw === "node" ? "`node`" : raw;
}
