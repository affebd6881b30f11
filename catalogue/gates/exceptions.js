// @ts-check
import { ALWAYS, option } from "./expression.js";

/**
 * @typedef {object} Owned
 * @property {string} path of the entry
 * @property {import("./expression.js").Condition} gate what it requires besides
 * @property {string} module
 */

/**
 * Corrects what code decides that is not around a table. net/core/neighbour.c has one table for both families:
 * neigh_sysctl_register() ends it before `gc_` entries for a device, and ndisc_init() in net/ipv6 calls it for IPv6.
 *
 * @param {string} file
 * @param {string} path `net/ipv6/neigh/*` and the name of the entry
 * @param {string} module
 * @returns {Owned}
 */
export function corrected(file, path, module) {
  if (file !== "net/core/neighbour.c") return { path, gate: ALWAYS, module };
  const own = path.replace(/\/\*\/(gc_(?!stale_time)\w+)$/u, "/default/$1");
  return own.startsWith("net/ipv6/")
    ? { path: own, gate: option("IPV6"), module: "ipv6" }
    : { path: own, gate: ALWAYS, module };
}
