import { fixedWriter } from "./fixed-writer.js";

/** Later releases write a value again when another program changes it (pkg/datapath/linux/sysctl). */
export const ciliumAgent = fixedWriter({
  who: "the Cilium agent",
  source:
    "cilium/cilium 1.15, 1.17.0 and 1.20.2, pkg/datapath/loader/base.go, Reinitialize",
  runsOn: ({ platform }) => platform.runsCilium,
  values: {
    "net.core.bpf_jit_enable": "1",
    "net.ipv4.conf.all.rp_filter": "0",
    "net.ipv4.fib_multipath_use_neigh": "1",
    "kernel.unprivileged_bpf_disabled": "1",
    "kernel.timer_migration": "0",
    "net.ipv6.conf.all.disable_ipv6": {
      value: "0",
      where: "with `ipv6.enabled`",
      sets: () => undefined,
    },
    "net.core.fb_tunnels_only_for_init_net": {
      value: "2",
      where: "with IPIP termination",
      sets: () => undefined,
    },
  },
});
