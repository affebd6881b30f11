import { calicoFelix } from "../../platform/component/fixed-writers.js";
import { replacedReports } from "../support/replaced.js";
import { defineRule } from "../rule.js";

export const resetByCalico = defineRule({
  name: "reset-by-calico",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A value that Calico's felix resets when it starts",
  explanation:
    "At every start felix sets `nf_conntrack_acct` to 1, with every data plane. No option prevents it.",
  source:
    "projectcalico/calico, felix/dataplane/linux/int_dataplane.go, configureKernel",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, cni: calico }
    sysctl:
      net.netfilter.nf_conntrack_acct: 0 # Less memory for each entry
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, cni: calico }
    sysctl:
      net.netfilter.nf_conntrack_acct: 1 # The value that Calico sets
`,
  },
  check: (node, plan) =>
    replacedReports(calicoFelix, node, plan, ({ sysctl, instead }) => ({
      message: `\`${sysctl.id}\` is reset to ${instead} when Calico starts`,
      why: "felix sets this at every start; no option prevents it",
      help: `remove the setting, or write ${instead}`,
    })),
});
