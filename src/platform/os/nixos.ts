import type { OperatingSystem } from "../../core/platform.js";
import { nixosDefinitions } from "./nixos-definitions.js";
import { nixosValues } from "../own/nixos.js";

/** The key that NixOS sets to 0 unless an interface has `proxyARP`, and its alias. */
const forwarding = {
  key: "net.ipv4.conf.all.forwarding",
  alias: "net.ipv4.ip_forward",
} as const;

/**
 * The kernel of `boot.kernelPackages` by default: `linux_default` in nixpkgs, pkgs/top-level/linux-kernels.nix. A release of
 * November keeps the kernel of the one before it.
 * Sources: the release notes of 23.05 and 24.05; pull requests 285845 (6.6, for 24.05) and 370410 (6.12, for 25.05); that file
 * in October 2024, before 24.11 (6.6), in December 2025, after 25.11 (6.12), and on release-26.05 (6.18).
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
  releaseFact: {
    name: "osVersion",
    question: "Which NixOS release do they run?",
    example: "25.11",
  },
  expandsPatterns: true,
  keepsOrder: true,
  readsFirst: false,
  writesEmptyValues: true,
  retries: false,
  forwardsLast: false,
  forwarding,
  reappliesByUdev: "always",
  configuresNetwork: false,
  hasLogins: true,
  containerLimits: undefined,
  configuresKubelet: false,
  runsScripts: true,
  definitions: nixosDefinitions,
  hasDistros: false,
  kernels: defaultKernels,
  newest: "26.05",
  buildPlatform: "nixos",
  oldest: "24.05",
  ownValues: nixosValues,
};
