import type { WrittenNode } from "../../core/platform.js";
import { fixedWriter } from "./fixed-writer.js";
import { withPlugin } from "./network-plugin.js";

/** Whether Calico replaces kube-proxy by its eBPF data plane, as far as the facts say. */
function isEbpf({ facts: { kubeProxy } }: WrittenNode): boolean | undefined {
  return kubeProxy === undefined ? undefined : kubeProxy === "none";
}

const IN_EBPF = "in eBPF mode";

const forwards = {
  value: "1",
  prevent:
    "set `ipForwarding: Disabled` in the FelixConfiguration, if another program forwards",
};

export const calicoFelix = fixedWriter({
  who: "Calico's felix",
  source:
    "projectcalico/calico 87c15906, felix/dataplane/linux/int_dataplane.go, configureKernel, and bpf_ep_mgr.go",
  runsOn: withPlugin("calico", "canal"),
  values: {
    "net.netfilter.nf_conntrack_acct": "1",
    "net.ipv4.ip_forward": forwards,
    "net.ipv6.conf.all.forwarding": {
      ...forwards,
      where: "with `ipv6Support`",
      sets: () => undefined,
    },
    "kernel.unprivileged_bpf_disabled": {
      value: "1",
      where: IN_EBPF,
      sets: isEbpf,
      prevent:
        "set `bpfDisableUnprivileged: false` in the FelixConfiguration, and accept this finding",
    },
    "net.core.bpf_jit_harden": {
      value: "1",
      instead: "2",
      where: IN_EBPF,
      sets: isEbpf,
      prevent:
        "set `bpfJITHardening: Strict` in the FelixConfiguration, and accept this finding",
    },
  },
});
