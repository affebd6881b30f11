import type { OperatingSystem } from "../../core/platform.js";
import { nixosDefinitions } from "./nixos-definitions.js";

/** The key that NixOS sets to 0 unless an interface has `proxyARP`, and its alias. */
const forwarding = {
  key: "net.ipv4.conf.all.forwarding",
  alias: "net.ipv4.ip_forward",
} as const;

/**
 * The keys that NixOS writes to /etc/sysctl.d/60-nixos.conf, so that the kernel default does not apply to them.
 * Sources: nixpkgs, nixos/modules/tasks/network-interfaces.nix, config/sysctl.nix and system/boot/kernel.nix.
 */
const ownKeys: ReadonlySet<string> = new Set([
  forwarding.key,
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

/**
 * The kernel of `boot.kernelPackages` by default.
 * Source: nixpkgs, pkgs/top-level/linux-kernels.nix, `linux_default` of each release.
 */
const defaultKernels = [
  ["23.11", "6.1"],
  ["24.05", "6.6"],
  ["25.05", "6.12"],
  ["26.05", "6.18"],
] as const;

export const nixos: OperatingSystem = {
  systemLabel: "NixOS",
  settingsForm: "nixos-module",
  formFollowsVersion: false,
  expandsPatterns: true,
  keepsOrder: true,
  forwardsLast: false,
  forwardingOff: forwarding,
  reappliesByUdev: "always",
  hasLogins: true,
  runsScripts: true,
  definitions: nixosDefinitions,
  hasDistros: false,
  kernels: defaultKernels,
  newest: "26.05",
  ownValue: (id) =>
    ownKeys.has(id) || id === forwarding.alias
      ? {
          who: "NixOS",
          value: undefined,
          sure: false,
          does: "sets it by default, in 60-nixos.conf",
        }
      : undefined,
};
