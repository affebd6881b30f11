import { reachesPatch } from "../../core/release.js";

/**
 * The first release of Bottlerocket that has a setting. An older one refuses the settings as a whole.
 * Source: bottlerocket-os/bottlerocket, CHANGELOG.md, and the tags before and after, sources/models/src/lib.rs.
 */
const since = {
  "settings.kernel.sysctl": "1.0.3",
  "settings.kernel.modules.*.autoload": "1.16.0",
  "settings.boot.reboot-to-reconcile": "1.10.0",
  "settings.oci-defaults.resource-limits.*": "1.15.0",
  "settings.kubernetes.allowed-unsafe-sysctls": "1.0.8",
} as const;

export type BottlerocketSetting = keyof typeof since;

/** Returns the first release that has all of some settings; undefined if there are none. */
export function firstRelease(
  settings: readonly BottlerocketSetting[],
): string | undefined {
  return settings
    .map((setting) => since[setting])
    .reduce<string | undefined>(
      (last, each) =>
        last !== undefined && reachesPatch(last, each) === true ? last : each,
      undefined,
    );
}
