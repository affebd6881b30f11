import {
  systemdDefaults,
  systemdLimits,
  systemdOpenFiles,
  systemdPidMax,
} from "../own/systemd.js";
import type { Distro } from "./distro.js";

const release = {
  by: "Bottlerocket",
  certainty: "read",
  source:
    "bottlerocket-os/bottlerocket-core-kit, packages/release/release-sysctl.conf, 3.1.1 and later",
} as const;

export const bottlerocket: Distro = {
  label: "Bottlerocket",
  releases: undefined,
  hasNoFiles: true,
  // https://bottlerocket.dev/en/os/latest/api/settings/kubernetes/
  allowListPlace: (pattern) =>
    `\`settings.kubernetes.allowed-unsafe-sysctls = ["${pattern}"]\` in the user data`,
  isComplete: true,
  bootArguments: [
    {
      form: "bottlerocket-settings",
      source:
        "https://bottlerocket.dev/en/os/1.45.x/api/settings/boot, settings.boot.kernel-parameters",
    },
  ],
  values: [
    systemdLimits,
    systemdOpenFiles,
    systemdDefaults,
    systemdPidMax,
    {
      ...release,
      values: {
        "kernel.panic": "10",
        "kernel.panic_on_oops": "1",
        "net.ipv4.neigh.default.gc_thresh1": "0",
        "net.ipv6.neigh.default.gc_thresh1": "0",
        "net.ipv4.neigh.default.gc_thresh2": "15360",
        "net.ipv6.neigh.default.gc_thresh2": "15360",
        "net.ipv4.neigh.default.gc_thresh3": "16384",
        "net.ipv6.neigh.default.gc_thresh3": "16384",
        "net.ipv4.tcp_wmem": "4096 20480 4194304",
        "net.ipv4.ip_default_ttl": "255",
        "net.ipv4.conf.all.forwarding": "1",
        "net.ipv6.conf.all.forwarding": "1",
        "net.ipv4.ip_local_port_range": "32768 60999",
        "net.netfilter.nf_conntrack_max": "1048576",
        "net.netfilter.nf_conntrack_generic_timeout": "120",
        "kernel.kptr_restrict": "1",
        "kernel.dmesg_restrict": "1",
        "kernel.yama.ptrace_scope": "1",
        "user.max_user_namespaces": "0",
        "kernel.unprivileged_bpf_disabled": "1",
        "net.core.bpf_jit_harden": "2",
        "fs.inotify.max_user_instances": "8192",
        "fs.inotify.max_user_watches": "524288",
        "vm.max_map_count": "524288",
      },
    },
    {
      ...release,
      when: "in newer releases (core-kit#835)",
      values: { "vm.max_map_count": "1048576" },
    },
    {
      ...release,
      when: "on NVIDIA variants",
      values: { "net.core.bpf_jit_harden": "1" },
    },
    // The files of systemd have no line for single interfaces here.
    {
      ...release,
      when: "for each interface",
      values: { "net.ipv4.conf.*.rp_filter": null },
    },
  ],
};
