/** What the table of kernel builds does not have, by its name of the platform, for docs/platforms.md. */
export const buildGaps: Readonly<Record<string, string>> = {
  talos:
    "Up to 1.14.0-rc.1 and the main branch of August 2026, no release is missing.",
  nixos:
    "Not known: any kernel on arm64, and what 26.05 has; its configuration is computed by nixpkgs and published nowhere. `latest` is that of October 2025.",
  debian: "Not known: Debian 14.",
  ubuntu:
    "Not known on arm64: all but 24.04 and its HWE kernel 6.14. From 6.8 on, the kernels for AWS and Azure have the options of the generic one. 20.04's 5.4 is older than the sources that the keys were read in.",
  al2023:
    "Not known: the kernels 6.12 and 6.18, whose options are taken from 6.1.",
  bottlerocket: "Not known: variants with Linux 6.12, and those after 2024.",
  rhel: "RHEL 8 has Linux 4.18, older than the sources that the keys were read in. What Red Hat adds from newer kernels was not read.",
  cos: "Not known: which milestone has which kernel, and Linux 5.15 and 6.6 onward; the sources name only the kernel.",
  flatcar: "Not known: releases between 3815 and the main branch.",
  fedora: "Not known: all releases but 42.",
  sle: "Not known: all service packs of SLE 15 but the last, and SLE 16.",
  proxmox: "Not known: Proxmox 9, and the kernels of 8 after 6.8.",
  "raspberry-pi-os":
    "Their defconfigs were completed with Debian's Kconfig files. With `distro` only, both kernels are possible; `kernelBuild: raspberry-pi-os/13-2712/arm64` states which. Not known: those for 32 bits, and of releases before 6.12.",
};
