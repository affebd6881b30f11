/**
 * Keys that systemd or a distribution may set. A setting that equals the kernel default may override these files.
 * Sources: systemd/systemd, sysctl.d/50-default.conf, 50-coredump.conf and 50-pid-max.conf, and src/core/main.c (the
 * limits of files and the datagram queue); the sysctl.d files of Debian, Ubuntu, Fedora and Arch; the profiles of tuned.
 */
const distributionKeys: ReadonlySet<string> = new Set([
  "fs.file-max",
  "fs.inotify.max_user_instances",
  "fs.inotify.max_user_watches",
  "fs.nr_open",
  "fs.protected_fifos",
  "fs.protected_hardlinks",
  "fs.protected_regular",
  "fs.protected_symlinks",
  "fs.suid_dumpable",
  "kernel.core_pattern",
  "kernel.core_pipe_limit",
  "kernel.core_uses_pid",
  "kernel.dmesg_restrict",
  "kernel.kptr_restrict",
  "kernel.perf_event_paranoid",
  "kernel.pid_max",
  "kernel.printk",
  "kernel.sysrq",
  "kernel.unprivileged_bpf_disabled",
  "kernel.yama.ptrace_scope",
  "net.core.default_qdisc",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_congestion_control",
  "net.unix.max_dgram_qlen",
  "vm.dirty_background_ratio",
  "vm.dirty_ratio",
  "vm.max_map_count",
  "vm.mmap_min_addr",
  "vm.swappiness",
]);

/** The same for keys of every interface, by their last segment. Enabling forwarding resets `accept_redirects`. */
const distributionInterfaceKeys: ReadonlySet<string> = new Set([
  "accept_ra",
  "accept_redirects",
  "accept_source_route",
  "disable_ipv6",
  "forwarding",
  "promote_secondaries",
  "rp_filter",
  "use_tempaddr",
]);

/** Whether systemd, a Linux distribution or tuned may set the key at boot. */
export function isDistributionKey(id: string): boolean {
  return distributionKeys.has(id);
}

/**
 * Whether a network manager, a container runtime, or the kernel with forwarding may set the key of an interface or of new
 * ones. `ip_forward` is another name of `conf.all.forwarding`.
 */
export function isInterfaceKey(id: string): boolean {
  return (
    id === "net.ipv4.ip_forward" ||
    (id.includes(".conf.") &&
      /^net\.ipv[46]\.conf\./u.test(id) &&
      distributionInterfaceKeys.has(id.slice(id.lastIndexOf(".") + 1)))
  );
}

/**
 * The groups of keys that udev applies when a network interface appears. Other keys of an interface are applied only at
 * boot. Source: systemd/systemd, rules.d/99-systemd.rules.in.
 */
export const udevFamilies: ReadonlySet<string> = new Set([
  "net.ipv4.conf",
  "net.ipv4.neigh",
  "net.ipv6.conf",
  "net.ipv6.neigh",
]);
