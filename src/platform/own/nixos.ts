import type { OwnValues } from "../../core/own-values.js";
import { systemdUsual } from "./systemd.js";

const nixos = { by: "NixOS", certainty: "read" } as const;
const NETWORK = "nixpkgs, nixos/modules/tasks/network-interfaces.nix";
const SYSCTL = "nixpkgs, nixos/modules/config/sysctl.nix";
const INOTIFY = {
  "fs.inotify.max_user_instances": "524288",
  "fs.inotify.max_user_watches": "524288",
};

/**
 * The sysctls that NixOS writes to /etc/sysctl.d unless the configuration has another value. `networking.enableIPv6`,
 * `networking.tempAddresses` and an interface with `proxyARP` change those of the network.
 */
export const nixosValues: readonly OwnValues[] = [
  ...systemdUsual,
  {
    ...nixos,
    source: SYSCTL,
    values: { "kernel.kptr_restrict": "1" },
  },
  {
    ...nixos,
    source: `${SYSCTL}; NixOS/nixpkgs#238459`,
    since: "23.11",
    values: { "vm.max_map_count": "1048576" },
  },
  {
    ...nixos,
    source: "nixpkgs, nixos/modules/services/misc/graphical-desktop.nix",
    before: "25.11",
    when: "on graphical systems",
    values: INOTIFY,
  },
  {
    ...nixos,
    source: `${SYSCTL}; NixOS/nixpkgs#417511`,
    since: "25.11",
    values: INOTIFY,
  },
  {
    ...nixos,
    source: `${SYSCTL}: the largest number of bits that the kernel allows`,
    since: "26.05",
    values: { "vm.mmap_rnd_bits": null, "vm.mmap_rnd_compat_bits": null },
  },
  {
    ...nixos,
    source: "nixpkgs, nixos/modules/system/boot/systemd.nix",
    values: { "kernel.pid_max": "4194304" },
  },
  {
    ...nixos,
    source:
      "nixpkgs, nixos/modules/system/boot/kernel.nix, boot.consoleLogLevel: only the first of four fields",
    values: { "kernel.printk": null },
  },
  {
    ...nixos,
    source: NETWORK,
    values: {
      "net.ipv4.conf.all.forwarding": "0",
      "net.ipv6.conf.all.disable_ipv6": "0",
      "net.ipv6.conf.default.disable_ipv6": "0",
      "net.ipv6.conf.default.use_tempaddr": "2",
      "net.ipv4.ping_group_range": "0 2147483647",
    },
  },
];
