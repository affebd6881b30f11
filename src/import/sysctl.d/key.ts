import { interfaceKey } from "../../catalogue/interface.js";
import { findKey } from "../../catalogue/lookup.js";
import {
  hasDottedSegment,
  isKey,
  keyOf,
  type KeyFault,
  parseKey,
  slashed,
  type SysctlKey,
} from "../../core/key.js";

/** A key of a file. */
export interface ReadKey {
  readonly key: SysctlKey;
  /** As the spec has it: with dots, or with slashes if an interface has a dot in its name. */
  readonly name: string;
  /** What is different from what loaders read, as the end of a message. */
  readonly change: string | undefined;
}

/** Reads a key as sysctl.d has it, and as paths in scripts have it: `net.core.somaxconn`, `/proc/sys/net/core/somaxconn`. */
export function readKey(text: string): ReadKey | KeyFault {
  const parsed = parseKey(text.replace(/^\/(?:proc\/sys\/)?/u, ""));
  if (!isKey(parsed)) return parsed;
  const key = withWholeInterface(parsed);
  return {
    key,
    name: hasDottedSegment(key) ? slashed(key) : key.id,
    change:
      key === parsed
        ? undefined
        : `systemd and procps read the dot in the name of the interface as a separator, so that this line sets nothing; the interface is taken as \`${key.segments[3] ?? ""}\``,
  };
}

/** Joins `eth0` and `100` of `net.ipv4.conf.eth0.100.rp_filter`. */
function withWholeInterface(key: SysctlKey): SysctlKey {
  const { segments } = key;
  const last = segments.at(-1);
  if (segments.length < 6 || last === undefined || findKey(key) !== undefined)
    return key;
  const whole = keyOf([
    ...segments.slice(0, 3),
    segments.slice(3, -1).join("."),
    last,
  ]);
  return interfaceKey(whole) !== undefined && findKey(whole) !== undefined
    ? whole
    : key;
}
