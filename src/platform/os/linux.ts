import type { OperatingSystem } from "../../core/platform.js";
import { isDistributionKey } from "./systemd.js";

/** Any Linux that reads /etc/sysctl.d and its like. */
export const linux: OperatingSystem = {
  systemLabel: "Linux",
  settingsForm: "etc",
  formFollowsVersion: false,
  expandsPatterns: true,
  keepsOrder: true,
  forwardsLast: false,
  forwardingOff: undefined,
  // procps and busybox write the files at boot only.
  reappliesByUdev: "with-systemd",
  hasLogins: true,
  runsScripts: true,
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
