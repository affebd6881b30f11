import type { OperatingSystem } from "../../core/platform.js";
import { talosValues } from "../own/talos.js";

/**
 * The kernel of the first patch release and of all later ones.
 * Source: siderolabs/talos, pkg/machinery/constants/constants.go, `DefaultKernelVersion`, at the tags v1.3.0 to v1.14.0-rc.1.
 * The tags of siderolabs/pkgs tell something else: pkgs v1.12.0 has 6.17.7, but Talos 1.12.0 was built from a later commit, with 6.18.1.
 */
const kernels = [
  ["1.4", "6.1"],
  ["1.7", "6.6"],
  ["1.9", "6.12"],
  ["1.12", "6.18"],
] as const;

export const talos: OperatingSystem = {
  systemLabel: "Talos",
  settingsForm: "machine-config",
  formFollowsVersion: true,
  releaseFact: {
    name: "osVersion",
    question: "Which Talos release do they run?",
    example: "1.11",
  },
  expandsPatterns: false,
  unexpanded:
    "Talos looks for an interface with that literal name, and logs errors in a loop",
  keepsOrder: false,
  readsFirst: true,
  // Source: siderolabs/talos, pkg/kernel/kernel.go, WriteParam.
  writesEmptyValues: false,
  retries: true,
  forwardsLast: true,
  forwarding: undefined,
  reappliesByUdev: "never",
  configuresNetwork: true,
  hasLogins: false,
  // siderolabs/talos, machine.baseRuntimeSpecOverrides.
  containerLimits: { since: "1.9" },
  configuresKubelet: true,
  runsScripts: false,
  hasDistros: false,
  kernels,
  newest: "1.14",
  buildPlatform: "talos",
  oldest: "1.8",
  ownValues: talosValues,
};
