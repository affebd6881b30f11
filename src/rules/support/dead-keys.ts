import { isAtLeast } from "../../core/version.js";
import type { NodeFacts } from "../../core/facts.js";

/** A key that can be written and governs nothing, and what became of it. */
export interface DeadKey {
  readonly what: string;
  /** The kernel from which on it is dead; left out where every measured one has it so. */
  readonly since?: string;
}

/**
 * Sources, all of torvalds/linux. The IPv4 route cache: net/ipv4/route.c, where only the sysctl table names these
 * variables, and ipv4_dst_ops has no `gc` for gc_thresh to start. The legacy TCP options and IPv6's max_size:
 * Documentation/networking/ip-sysctl.rst. The fragments' secrets: net/ipv4/ip_fragment.c and net/ipv6/reassembly.c,
 * whose variables are called `*_frags_secret_interval_unused`.
 */
const dead: Readonly<Record<string, DeadKey>> = {
  ...routeCache("max_size", "sized"),
  ...routeCache("gc_thresh", "began to clean"),
  ...routeCache("gc_timeout", "aged"),
  ...routeCache("gc_interval", "cleaned"),
  ...routeCache("gc_min_interval", "cleaned"),
  ...routeCache("gc_min_interval_ms", "cleaned"),
  ...routeCache("gc_elasticity", "cleaned"),
  "net.ipv6.route.max_size": {
    what: "it limited IPv6 routes until Linux 6.3, from which on garbage collection alone keeps their number",
    since: "6.3",
  },
  "net.ipv4.tcp_low_latency": {
    what: "it bypassed the prequeue, which is gone since Linux 4.14",
  },
  "net.ipv4.tcp_fack": {
    what: "it switched forward acknowledgement, which RACK replaced in Linux 4.15",
  },
  "net.ipv4.ipfrag_secret_interval": {
    what: "the secret that it renewed is gone: fragments are kept in a resizable table",
  },
  "net.ipv6.ip6frag_secret_interval": {
    what: "the secret that it renewed is gone: fragments are kept in a resizable table",
  },
};

function routeCache(
  name: string,
  verb: string,
): Readonly<Record<string, DeadKey>> {
  return {
    [`net.ipv4.route.${name}`]: {
      what: `it ${verb} the IPv4 route cache, which is gone since Linux 3.6`,
    },
  };
}

/** What became of a key that governs nothing on the node's kernel. */
export function deadKey(
  id: string,
  { kernel }: NodeFacts,
): DeadKey | undefined {
  const key = Object.hasOwn(dead, id) ? dead[id] : undefined;
  return key?.since === undefined || isAtLeast(kernel, key.since) === true
    ? key
    : undefined;
}
