import type { OperatingSystem } from "../../core/platform.js";

/** Any Linux that reads /etc/sysctl.d and similar folders. */
export const linux: OperatingSystem = {
  systemLabel: "Linux",
  settingsForm: "etc",
  formFollowsVersion: false,
  releaseFact: {
    name: "kernel",
    question: "Which kernel do they run? (uname -r)",
    example: "6.12",
  },
  expandsPatterns: true,
  keepsOrder: true,
  readsFirst: false,
  // systemd-sysctl and procps; busybox does not.
  writesEmptyValues: true,
  retries: false,
  forwardsLast: false,
  forwarding: {
    key: "net.ipv4.ip_forward",
    alias: "net.ipv4.conf.all.forwarding",
  },
  // procps and busybox apply the files only at boot.
  reappliesByUdev: "with-systemd",
  configuresNetwork: false,
  hasLogins: true,
  containerLimits: undefined,
  configuresKubelet: false,
  runsScripts: true,
  hasDistros: true,
  kernels: undefined,
  newest: undefined,
  buildPlatform: undefined,
  oldest: undefined,
  // Its distributions set values, see distro/.
  ownValues: [],
};
