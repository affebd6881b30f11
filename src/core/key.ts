import { onceForText } from "./once-for.js";

/**
 * A sysctl key as the kernel sees it: a path below /proc/sys, in segments.
 * Source of the two spellings: sysctl.d(5), "If the first separator is a dot, dots and slashes are swapped".
 */
export interface SysctlKey {
  /** `["net", "ipv4", "conf", "bond0.30", "rp_filter"]` */
  readonly segments: readonly string[];
  /** The dotted spelling, by which settings are identified: `net.ipv4.conf.bond0/30.rp_filter`. */
  readonly id: string;
  /** Whether a loader has to expand it. */
  readonly isPattern: boolean;
}

/** Why a text is not a key, as the end of a sentence: "`net..x` …". */
export interface KeyFault {
  readonly fault: string;
}

/** Reads a key in either spelling: `net.ipv4.conf.bond0/30.rp_filter` or `net/ipv4/conf/bond0.30/rp_filter`. */
export const parseKey = onceForText((text: string): SysctlKey | KeyFault => {
  if (text === "") return { fault: "is empty" };
  if (/\s/u.test(text)) return { fault: "contains white space" };
  // eslint-disable-next-line no-control-regex -- the check is for control characters
  if (/[\u0000-\u001f\u007f-\u009f]/u.test(text))
    return { fault: "contains a control character" };
  // In sysctl.d(5), that a failure is ignored.
  if (text.startsWith("-")) return { fault: "starts with a dash" };
  if (/[=#;"']/u.test(text))
    return { fault: "contains a character that no key has (= # ; \" ')" };
  // Without a separator it would be a file directly below /proc/sys. There are none; suggestions are made later.
  const separator = /[./]/u.exec(text)?.[0] ?? ".";
  const other = separator === "." ? "/" : ".";
  const segments = text.split(separator).map((segment) => {
    // Only the dotted spelling swaps the two: after a slash, a dot is a dot.
    return separator === "." ? segment.replaceAll(other, separator) : segment;
  });
  if (segments.includes("")) return { fault: "has an empty segment" };
  if (segments.includes("..") || segments.includes("."))
    return { fault: "leaves /proc/sys" };
  return keyOf(segments);
});

export function isKey(read: SysctlKey | KeyFault): read is SysctlKey {
  return "segments" in read;
}

export function keyOf(segments: readonly string[]): SysctlKey {
  const id = segments.map((segment) => segment.replaceAll(".", "/")).join(".");
  return Object.freeze({
    segments: Object.freeze([...segments]),
    id,
    isPattern: /[*?[]/u.test(id),
  });
}

/** Cache: the keys of a spec are looked up in the values of thousands of nodes. */
const spellings = new WeakMap<SysctlKey, string>();

/** Returns the spelling that every loader reads the same way: `net/ipv4/conf/bond0.30/rp_filter`. */
export function slashed(key: SysctlKey): string {
  const known = spellings.get(key);
  if (known !== undefined) return known;
  const spelling = key.segments.join("/");
  spellings.set(key, spelling);
  return spelling;
}

/** Whether a segment contains a dot, so that loaders read the dotted spelling differently. */
export function hasDottedSegment(key: SysctlKey): boolean {
  return key.segments.some((segment) => segment.includes("."));
}
