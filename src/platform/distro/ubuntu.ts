import { systemdLimits, systemdPidMax } from "../own/systemd.js";
import { sysctlConf } from "../own/sysctl-conf.js";
import { grubDropIn } from "./boot-arguments.js";
import type { Distro } from "./distro.js";

const ubuntuFiles = {
  by: "Ubuntu",
  certainty: "secondary",
  source: "sysctl --system on Ubuntu 22.04 and 24.04, published logs",
} as const;

export const ubuntu: Distro = {
  label: "Ubuntu",
  releases: {
    pattern: /^[0-9]{2}\.(?:04|10)$/u,
    known: ["22.04", "24.04", "26.04"],
  },
  isComplete: true,
  network: {
    daemon: "systemd-networkd",
    source: "Netplan reference: renderer, by default networkd; Ubuntu Server",
  },
  bootArguments: [
    {
      ...grubDropIn,
      // The facts do not say whether a node is a Raspberry Pi.
      notes: [
        {
          arch: "arm64",
          text: "On a Raspberry Pi, Ubuntu has no GRUB: add the arguments to the line of /boot/firmware/cmdline.txt.",
        },
      ],
    },
  ],
  values: [
    systemdLimits,
    systemdPidMax,
    {
      ...ubuntuFiles,
      values: {
        "kernel.printk": "4 4 1 7",
        "kernel.kptr_restrict": "1",
        "kernel.sysrq": "176",
        "net.ipv4.conf.default.rp_filter": "2",
        "net.ipv4.conf.all.rp_filter": "2",
        "net.ipv6.conf.all.use_tempaddr": "2",
        "net.ipv6.conf.default.use_tempaddr": "2",
        // Its file for vm.mmap_min_addr has the kernel's own value: 65536 on amd64, 32768 on arm64.
        "kernel.yama.ptrace_scope": "1",
      },
    },
    {
      ...ubuntuFiles,
      file: "99-protect-links.conf",
      values: {
        "fs.protected_fifos": "1",
        "fs.protected_hardlinks": "1",
        "fs.protected_regular": "2",
        "fs.protected_symlinks": "1",
      },
    },
    { ...sysctlConf, by: "Ubuntu" },
    {
      ...ubuntuFiles,
      when: "on cloud images",
      file: "99-cloudimg-ipv6.conf",
      values: {
        "net.ipv6.conf.all.use_tempaddr": "0",
        "net.ipv6.conf.default.use_tempaddr": "0",
      },
    },
    {
      ...ubuntuFiles,
      before: "24.04",
      source:
        "listings of Ubuntu 20.04 and 22.04: percona/percona-toolkit, t/pt-summary/samples/Linux/006/sysctl, and Sabaniki/lab, sysctl.txt",
      values: {
        "net.core.default_qdisc": "fq_codel",
        "net.ipv4.ping_group_range": "0 2147483647",
        "net.ipv4.conf.*.rp_filter": "2",
        "net.ipv4.conf.default.promote_secondaries": "1",
        "net.ipv4.conf.*.promote_secondaries": "1",
      },
    },
    {
      ...ubuntuFiles,
      since: "22.04",
      before: "24.04",
      source: "a listing of Ubuntu 22.04: Sabaniki/lab, sysctl.txt",
      values: {
        "kernel.core_uses_pid": "1",
        "net.ipv4.conf.default.accept_source_route": "0",
        "net.ipv4.conf.*.accept_source_route": "0",
      },
    },
    {
      ...ubuntuFiles,
      since: "24.04",
      when: "with 10-bufferbloat.conf, which the first 24.04 did not have",
      values: { "net.core.default_qdisc": "fq_codel" },
    },
    {
      ...ubuntuFiles,
      since: "24.04",
      values: { "vm.max_map_count": "1048576" },
    },
    {
      ...ubuntuFiles,
      when: "with apport",
      values: {
        "kernel.core_pattern": null,
        "kernel.core_pipe_limit": "10",
        "fs.suid_dumpable": "2",
      },
    },
  ],
};
