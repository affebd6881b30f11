import { isKey, parseKey, type SysctlKey } from "../../core/key.js";
import { linesOf } from "../lines.js";

/** One line of the output of `sysctl -a`. */
export interface Listed {
  readonly key: SysctlKey;
  /** As the kernel prints it, with single spaces between the fields. */
  readonly value: string;
  /** Where the key is in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the output of `sysctl -a`: `key = value`, with any indentation. Lines of other forms, such as the errors that
 * sysctl mixes in, are skipped. A key that is printed on several lines (`dev.cdrom.info`) has its first one.
 */
export function readListing(text: string): readonly Listed[] {
  const listed = new Map<string, Listed>();
  for (const line of linesOf({ name: "", text })) {
    const at = line.text.indexOf("=");
    if (at < 0) continue;
    const before = line.text.slice(0, at);
    const name = before.trim();
    const key = parseKey(name);
    if (!isKey(key) || key.segments.length < 2 || listed.has(key.id)) continue;
    const start = line.start + before.length - before.trimStart().length;
    const value = line.text
      .slice(at + 1)
      .trim()
      .replaceAll(/\s+/gu, " ");
    listed.set(key.id, { key, value, start, end: start + name.length });
  }
  return [...listed.values()];
}
