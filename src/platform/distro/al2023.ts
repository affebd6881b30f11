import { sysctlConf } from "../own/sysctl-conf.js";
import {
  systemdCoredump,
  systemdDefaults,
  systemdLimits,
  systemdOpenFiles,
  systemdPidMax,
} from "../own/systemd.js";
import { grubby } from "./boot-arguments.js";
import type { Distro } from "./distro.js";

export const al2023: Distro = {
  label: "Amazon Linux 2023",
  releases: undefined,
  isComplete: true,
  bootArguments: [
    {
      ...grubby,
      source:
        "the AL2023 User Guide, Setting SELinux status and modes (grubby --update-kernel ALL --args)",
    },
  ],
  network: {
    daemon: "systemd-networkd",
    source: "the AL2023 User Guide, Networking service",
  },
  values: [
    systemdLimits,
    systemdOpenFiles,
    systemdDefaults,
    systemdPidMax,
    systemdCoredump,
    { ...sysctlConf, by: "Amazon Linux" },
    {
      by: "Amazon Linux",
      certainty: "secondary",
      source:
        "the sysctl.d files of an Amazon Linux 2023 node, published; the thresholds and tcp_wmem as in bottlerocket-core-kit, 80-release.conf",
      values: {
        "kernel.printk": "8 4 1 7",
        "kernel.panic": "5",
        "net.ipv4.neigh.default.gc_thresh1": "0",
        "net.ipv6.neigh.default.gc_thresh1": "0",
        "net.ipv4.neigh.default.gc_thresh2": "15360",
        "net.ipv6.neigh.default.gc_thresh2": "15360",
        "net.ipv4.neigh.default.gc_thresh3": "16384",
        "net.ipv6.neigh.default.gc_thresh3": "16384",
        "net.ipv4.tcp_wmem": "4096 20480 4194304",
        "net.ipv4.ip_default_ttl": "127",
        "kernel.unprivileged_bpf_disabled": "1",
        "kernel.yama.ptrace_scope": "0",
        "fs.suid_dumpable": "0",
        "kernel.core_pattern": null,
        "net.core.optmem_max": "81920",
      },
    },
    {
      by: "Amazon Linux",
      certainty: "secondary",
      source:
        "the `sysctl -a` of a new EKS node with Linux 6.12.73: solidcellaMoon/aews-hands-on-2026, 1-deploy-eks/NODE1_sysctl.txt, where each is 1; who writes them was not read, and one node says nothing of the others",
      values: {
        "net.ipv4.ipfrag_time": null,
        "net.ipv6.ip6frag_time": null,
        "net.netfilter.nf_conntrack_frag6_timeout": null,
      },
    },
  ],
};
