/**
 * A version as a spec states it: at least the major and the minor number, which is what is compared, and whatever
 * distributions add: `6.8.0-45-generic`, `5.14.0-503.11.1.el9_5.x86_64`, `6.12.48+deb13-amd64`.
 */
export const versionPattern =
  /^v?[0-9]{1,4}\.[0-9]{1,4}(\.[0-9]+){0,2}([-+.~][0-9A-Za-z._+~-]*)?$/u;

/** A version, without its patch level. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

/** Cache: the few versions of a spec are read for each of its thousands of settings. */
const parsed = new Map<string, Version | undefined>();

/** Reads `6.12`, `6.12.107`, `v6.12` or `6.12.107+deb13-amd64`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const known = parsed.get(text);
  if (known !== undefined || parsed.has(text)) return known;
  const version = readVersion(text);
  parsed.set(text, version);
  return version;
}

function readVersion(text: string): Version | undefined {
  const match = /^v?(\d{1,4})\.(\d{1,4})(?![\d])/u.exec(text.trim());
  if (!match) return undefined;
  return { major: Number(match[1]), minor: Number(match[2]) };
}

/** Compares by number: 6.9 is older than 6.12. Below zero if `a` is older. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor;
}

/** Whether a version is `least` or later, by number: 1.9 is before 1.14. Undefined if the version is not known. */
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
