import { compareVersions, parseVersion } from "../catalogue/version.js";

/** Whether a version is that one or later, by number: 1.9 is before 1.14. Undefined where the version is not known. */
export function isAtLeast(
  version: string | undefined,
  least: string,
): boolean | undefined {
  const [a, b] = [
    version === undefined ? undefined : parseVersion(version),
    parseVersion(least),
  ];
  return a === undefined || b === undefined
    ? undefined
    : compareVersions(a, b) >= 0;
}
