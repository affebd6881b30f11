import type { OperatingSystem } from "../core/platform.js";
import { compareVersions, parseVersion } from "../core/version.js";

type System = Pick<OperatingSystem, "kernels" | "systemLabel">;

/**
 * Returns the kernel that a release of an operating system brings: `6.12`. A release beyond the table gets the newest
 * kernel of the table. Undefined before the table, and for a system whose releases have no kernel of their own.
 */
export function impliedKernel(
  { kernels }: System,
  osVersion: string,
): string | undefined {
  const version = parseVersion(osVersion);
  if (kernels === undefined || version === undefined) return undefined;
  return kernels.findLast(([release]) => {
    const since = parseVersion(release);
    return since !== undefined && compareVersions(since, version) <= 0;
  })?.[1];
}

/** `as in Talos 1.15`, for a release that is newer than all that are known; otherwise undefined. */
export function beyondKnown(
  { newest, systemLabel }: Pick<OperatingSystem, "newest" | "systemLabel">,
  osVersion: string,
): string | undefined {
  const [stated, known] = [osVersion, newest ?? ""].map(parseVersion);
  return newest !== undefined &&
    stated !== undefined &&
    known !== undefined &&
    compareVersions(stated, known) > 0
    ? `as in ${systemLabel} ${newest}`
    : undefined;
}
