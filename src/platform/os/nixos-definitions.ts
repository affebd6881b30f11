import type { OwnDefinition } from "../../core/own-definition.js";

/** `mkDefault` */
const usual = { by: "NixOS", priority: 1000 };

/** Source: nixpkgs, nixos/modules/tasks/network-interfaces.nix. */
const withIpv6 = {
  ...usual,
  value: "0",
  instead: "set `networking.enableIPv6`",
};

/**
 * The values of boot.kernel.sysctl that NixOS defines on every system. Sources: nixpkgs, nixos/modules/config/sysctl.nix,
 * tasks/network-interfaces.nix, system/boot/kernel.nix and system/boot/systemd.nix.
 */
export const nixosDefinitions: Readonly<Record<string, OwnDefinition>> = {
  "net.ipv4.conf.all.forwarding": { ...usual, value: "0" },
  "net.ipv4.ping_group_range": { ...usual, value: "0 2147483647" },
  "net.ipv6.conf.all.disable_ipv6": withIpv6,
  "net.ipv6.conf.default.disable_ipv6": withIpv6,
  "net.ipv6.conf.default.use_tempaddr": {
    by: "NixOS",
    priority: 100,
    value: "2",
    instead: "set `networking.tempAddresses`",
  },
  "kernel.kptr_restrict": { ...usual, value: "1" },
  "kernel.pid_max": { ...usual, value: "4194304" },
  "kernel.printk": {
    ...usual,
    value: undefined,
    instead: "set `boot.consoleLogLevel`",
  },
  // NixOS/nixpkgs#238459, in every supported release.
  "vm.max_map_count": { ...usual, value: "1048576" },
  // NixOS/nixpkgs#417511; before, only graphical systems have them.
  "fs.inotify.max_user_instances": {
    ...usual,
    value: "524288",
    since: "25.11",
  },
  "fs.inotify.max_user_watches": { ...usual, value: "524288", since: "25.11" },
};
