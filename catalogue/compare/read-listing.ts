import { isKey, parseKey, type SysctlKey } from "../../src/core/key.js";

/** One line of the output of `sysctl -a`. */
export interface Listed {
  readonly key: SysctlKey;
  /** As the kernel prints it, with single spaces between the fields. */
  readonly value: string;
}

/**
 * Reads the output of `sysctl -a`: `key = value`, with any indentation. Lines of other forms, such as the errors that
 * sysctl mixes in, are skipped. A key that is printed on several lines (`dev.cdrom.info`) has its first one.
 */
export function readListing(text: string): readonly Listed[] {
  const listed = new Map<string, Listed>();
  for (const line of text.split("\n")) {
    const at = line.indexOf("=");
    const key = at < 0 ? undefined : parseKey(line.slice(0, at).trim());
    if (key === undefined || !isKey(key) || key.segments.length < 2) continue;
    if (listed.has(key.id)) continue;
    const value = line
      .slice(at + 1)
      .trim()
      .replaceAll(/\s+/gu, " ");
    listed.set(key.id, { key, value });
  }
  return [...listed.values()];
}
