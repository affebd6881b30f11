import { calicoFelix } from "../../platform/component/calico-felix.js";
import { replacedReports } from "../support/replaced.js";
import { defineRule } from "../rule.js";

export const resetByCalico = defineRule({
  name: "reset-by-calico",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: calicoFelix.keys,
  summary: "A value that Calico's felix resets when it starts",
  page: () => ({
    explanation:
      "At every start felix sets `nf_conntrack_acct` to 1, with every data plane; no option prevents it. Unless `ipForwarding` is `Disabled`, it also enables forwarding. In eBPF mode, which replaces kube-proxy, it sets `unprivileged_bpf_disabled` to 1 and lowers `bpf_jit_harden` from 2, which Talos and Bottlerocket set, to 1; `bpfDisableUnprivileged` and `bpfJITHardening` prevent that.",
    source:
      "projectcalico/calico, felix/dataplane/linux/int_dataplane.go, configureKernel, and bpf_ep_mgr.go",
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
  }),
  check: (node, plan) =>
    replacedReports(calicoFelix, node, plan, ({ sysctl, write, instead }) => ({
      message: `\`${sysctl.id}\` is reset to ${instead} when Calico starts`,
      why: `felix sets this at every start${write.prevent === undefined ? "; no option prevents it" : ""}`,
      help: write.prevent ?? `remove the setting, or write ${instead}`,
    })),
});
