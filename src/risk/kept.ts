import type { Platform } from "../core/platform.js";
import { possessive } from "../core/possessive.js";
import type { ChangeRisk } from "./classes.js";

/** What a node has without a setting. */
export interface Standard {
  /** As messages give it, such as `about 4096`. */
  readonly words: string;
  /** Who sets it, as messages name them: `Debian 13`; undefined for the kernel. */
  readonly by: string | undefined;
  /** The value, written as that of the setting; undefined where it is not certain. */
  readonly certain: string | undefined;
}

/**
 * Tells what becomes of a value below /proc/sys or /sys that the spec no longer sets. Only the machine configuration of
 * Talos puts back what a key had before: its controller keeps in memory what it read before its first write.
 */
export function removalRisk(
  { settingsForm }: Platform,
  before: string | undefined,
  standard: Standard | undefined,
): ChangeRisk {
  if (before !== undefined && before === standard?.certain)
    return {
      risk: "no-node",
      note: `Nodes keep ${before}, which ${standard.by === undefined ? "is the default" : `${standard.by} sets`}.`,
      source: "src/platform/baseline.ts",
    };
  if (settingsForm === "machine-config")
    return {
      risk: "live",
      note: "Talos restores what the node had before its first write.",
      source:
        "siderolabs/talos, internal/app/machined/pkg/controllers/runtime/kernel_param_spec.go, resetKernelParam()",
    };
  return {
    risk: "reboot",
    note: `Removing a line restores nothing: running nodes keep ${before ?? "the old value"}${
      standard === undefined
        ? ""
        : `; to return to ${standard.by === undefined ? "" : `${possessive(standard.by)} `}${standard.words} at once, write that value`
    }.`,
    source:
      settingsForm === "nixos-module"
        ? "NixOS/nixpkgs 25.11, nixos/modules/config/sysctl.nix: systemd-sysctl applies the keys of its file"
        : settingsForm === "user-data"
          ? "bottlerocket-os/bottlerocket-core-kit, sources/api/corndog: writes the keys of the settings"
          : "systemd 257, sysctl.d(5) and src/sysctl/sysctl.c: applies the keys of its files",
  };
}
