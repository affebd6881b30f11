import type { SysctlFile } from "../core/platform.js";

/**
 * How names of files in sysctl.d rank. systemd-sysctl and procps sort the files of all folders by name, byte by byte, and
 * the last assignment of a key wins. Source: sysctl.d(5).
 */

/** The ranks that a file of tunegen may have; the first that is high enough is used. */
const ranks = ["99", "999", "zz"] as const;

/** The name of the file up to tunegen 0.1, which many files of distributions outrank. */
export const formerName = "90-tuning.conf";

/** Returns the rank with which a file wins over those of the system, if the spec names the system. */
export function rankAbove(files: readonly SysctlFile[]): string {
  const others = files.filter(({ named }) => named);
  return (
    ranks.find((rank) =>
      others.every((file) => !outranks(file.name, `${rank}-tuning.conf`)),
    ) ?? "zz"
  );
}

/** Whether a file is applied after another one. */
export function outranks(name: string, other: string): boolean {
  return name > other;
}
