import type { SysctlKey } from "../core/key.js";
import { interfaces } from "./data/interfaces.js";

/** What becomes of a value of `conf.all`; catalogue/interfaces.yaml explains the words. */
export type FromAll =
  | "copied"
  | "existing"
  | "interface"
  | "or"
  | "and"
  | "max"
  | "min"
  | "first"
  | "redirects"
  | "refused"
  | "none";

/** Which interfaces take over a value of `conf.default`. */
export type FromDefault = "later" | "unset" | "never" | "table";

/** What the kernel does with a key that exists once per network interface. */
export interface InterfaceReach {
  readonly all: FromAll;
  readonly default: FromDefault;
  /** The file of the kernel, and the name to look for. */
  readonly source: string;
}

let byName: ReadonlyMap<string, InterfaceReach> | undefined;

/** Looks up what the kernel does with `net.ipv4.conf.all.rp_filter`; undefined for keys that interfaces do not have. */
export function interfaceReachOf({
  segments: [root, protocol = "", group = "", , name, ...more],
}: SysctlKey): InterfaceReach | undefined {
  return root !== "net" || name === undefined || more.length > 0
    ? undefined
    : interfaceReach(`net.${protocol}.${group}`, name);
}

/**
 * Looks up what the kernel does with a key of network interfaces.
 *
 * @param family `net.ipv4.conf`
 * @param name `rp_filter`
 */
export function interfaceReach(
  family: string,
  name: string,
): InterfaceReach | undefined {
  byName ??= new Map(
    interfaces.flatMap(({ family: group, keys, ...reach }) =>
      keys.split(" ").map((key) => [`net.${group} ${key}`, reach] as const),
    ),
  );
  return byName.get(`${family} ${name}`);
}
