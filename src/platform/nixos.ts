/**
 * The keys that NixOS writes into /etc/sysctl.d/60-nixos.conf by itself, so that the kernel's default says nothing of
 * them there.
 * Sources: nixpkgs, nixos/modules/tasks/network-interfaces.nix, config/sysctl.nix and system/boot/kernel.nix.
 */
export const nixosKeys: ReadonlySet<string> = new Set([
  "net.ipv4.conf.all.forwarding",
  "net.ipv6.conf.all.disable_ipv6",
  "net.ipv6.conf.default.disable_ipv6",
  "net.ipv6.conf.default.use_tempaddr",
  "net.ipv4.ping_group_range",
  "fs.inotify.max_user_instances",
  "fs.inotify.max_user_watches",
  "kernel.kptr_restrict",
  "kernel.pid_max",
  "kernel.printk",
  "vm.max_map_count",
]);

/** The switch that NixOS turns off by itself unless an interface has `proxyARP`, and its other name. */
export const nixosForwarding = {
  key: "net.ipv4.conf.all.forwarding",
  alias: "net.ipv4.ip_forward",
} as const;
