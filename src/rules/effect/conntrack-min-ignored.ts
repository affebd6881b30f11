import type { WrittenConntrack } from "../../language/model.js";
import { defineRule } from "../rule.js";

export const conntrackMinIgnored = defineRule({
  name: "conntrack-min-ignored",
  scope: "plan",
  severity: "warning",
  group: "effect",
  summary: "A `min` of kube-proxy's beside a `maxPerCore` that switches it off",
  explanation:
    "kube-proxy computes the size of the connection-tracking table only where `maxPerCore` is above 0: then `min` is its lower bound. With `maxPerCore: 0` it leaves the node's size alone, and `min` is not looked at.",
  source:
    "kubernetes/kubernetes, cmd/kube-proxy/app/server_linux.go, getConntrackMax; https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm }
    kubeProxy:
      conntrack:
        maxPerCore: 0 # The node's own size
        min: 524288 # But at least so much
`,
    at: "8:9",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm }
    kubeProxy:
      conntrack:
        maxPerCore: 65536 # Larger machines get larger tables
        min: 524288 # But at least so much
`,
  },
  check: (_plan, spec) => {
    const layers = [spec.profiles, spec.roles, spec.hosts].flatMap((each) => [
      ...each.values(),
    ]);
    return [
      spec.conntrack,
      ...layers.map(({ settings }) => settings.conntrack),
    ].flatMap((settings) => {
      const least = settings.find(({ field }) => field === "min");
      const perCore = settings.find(({ field }) => field === "maxPerCore");
      if (least === undefined || perCore === undefined) return [];
      if (!isOff(perCore) || isOff(least)) return [];
      return [
        {
          about: least,
          span: least.origin.span,
          message: "`min` has no effect beside a `maxPerCore` of 0",
          why: "kube-proxy then leaves the node's size of the table alone, and does not look at `min`",
          help: "remove it and set net.netfilter.nf_conntrack_max on the node, or give maxPerCore a number",
          related: [{ message: "maxPerCore", span: perCore.origin.span }],
        },
      ];
    });
  },
});

function isOff({ value }: WrittenConntrack): boolean {
  return value === "node" || /^0+$/u.test(value.raw);
}
