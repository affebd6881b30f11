import type { OperatingSystem } from "../../core/platform.js";
import { talosValues } from "../own/talos.js";

/** Source: siderolabs/pkgs, the kernel of the tag of each release; 1.12.0 was tagged with 6.17, and later patches have 6.18. */
const kernels = [
  ["1.4", "6.1"],
  ["1.7", "6.6"],
  ["1.9", "6.12"],
  ["1.12", "6.17"],
  ["1.13", "6.18"],
] as const;

export const talos: OperatingSystem = {
  systemLabel: "Talos",
  settingsForm: "machine-config",
  formFollowsVersion: true,
  expandsPatterns: false,
  keepsOrder: false,
  readsFirst: true,
  // Source: siderolabs/talos, pkg/kernel/kernel.go, WriteParam.
  writesEmptyValues: false,
  retries: true,
  forwardsLast: true,
  forwardingOff: undefined,
  reappliesByUdev: "never",
  configuresNetwork: true,
  hasLogins: false,
  // siderolabs/talos, machine.baseRuntimeSpecOverrides.
  containerLimits: { since: "1.9" },
  runsScripts: false,
  hasDistros: false,
  kernels,
  newest: "1.14",
  buildPlatform: "talos",
  oldest: "1.8",
  ownValues: talosValues,
};
