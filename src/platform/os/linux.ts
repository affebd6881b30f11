import type { OperatingSystem } from "../../core/platform.js";
import { isDistributionKey } from "./systemd.js";

/** Any Linux that reads /etc/sysctl.d and similar folders. */
export const linux: OperatingSystem = {
  systemLabel: "Linux",
  settingsForm: "etc",
  formFollowsVersion: false,
  expandsPatterns: true,
  keepsOrder: true,
  forwardsLast: false,
  forwardingOff: undefined,
  // procps and busybox apply the files only at boot.
  reappliesByUdev: "with-systemd",
  hasLogins: true,
  runsScripts: true,
  hasDistros: true,
  kernels: undefined,
  newest: undefined,
  ownValue: (id) =>
    isDistributionKey(id)
      ? {
          who: "systemd or the distribution",
          value: undefined,
          sure: false,
          does: "may set it at boot",
        }
      : undefined,
};
