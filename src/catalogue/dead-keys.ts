import { isAtLeast } from "../core/version.js";
import type { NodeFacts } from "../core/facts.js";

/** A key that can be written but has no effect, and why. */
export interface DeadKey {
  readonly what: string;
  /** The first kernel without the effect; left out where no measured kernel has it. */
  readonly since?: string;
}

/**
 * Sources, all of torvalds/linux. The IPv4 route cache: net/ipv4/route.c, where only the sysctl table names these
 * variables, and ipv4_dst_ops has no `gc` for gc_thresh to start. The legacy TCP options, UDP's wmem_min, the
 * thresholds of xfrm and IPv6's max_size: Documentation/networking/ip-sysctl.rst. The fragments' secrets: net/ipv4/ip_fragment.c and net/ipv6/reassembly.c,
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
    what: "it limited cached IPv6 routes until Linux 6.3 deprecated it; garbage collection now limits them",
    since: "6.3",
  },
  "net.ipv4.tcp_low_latency": {
    what: "it bypassed the prequeue, which Linux 4.14 removed",
  },
  "net.ipv4.tcp_fack": {
    what: "it enabled forward acknowledgement, which Linux 4.15 replaced by RACK",
  },
  "net.ipv4.udp_wmem_min": {
    what: "UDP does not account memory for sending, so nothing reads the value",
  },
  "net.ipv4.tcp_adv_win_scale": {
    what: "it set the share of a buffer that is advertised as window, which Linux 6.6 computes from the traffic",
    since: "6.6",
  },
  "net.ipv4.xfrm4_gc_thresh": {
    what: "it limited the IPsec flow cache, which Linux 4.14 removed",
  },
  "net.ipv6.xfrm6_gc_thresh": {
    what: "it limited the IPsec flow cache, which Linux 4.14 removed",
  },
  "net.ipv4.ipfrag_secret_interval": {
    what: "it set how often a hash secret was renewed; fragments are now kept in a resizable hash table without that secret",
  },
  "net.ipv6.ip6frag_secret_interval": {
    what: "it set how often a hash secret was renewed; fragments are now kept in a resizable hash table without that secret",
  },
};

function routeCache(
  name: string,
  verb: string,
): Readonly<Record<string, DeadKey>> {
  return {
    [`net.ipv4.route.${name}`]: {
      what: `it ${verb} the IPv4 route cache, which Linux 3.6 removed`,
    },
  };
}

/** Returns why a key has no effect on the node's kernel; undefined where it has one. */
export function deadKey(
  id: string,
  { kernel }: NodeFacts,
): DeadKey | undefined {
  const key = Object.hasOwn(dead, id) ? dead[id] : undefined;
  return key?.since === undefined || isAtLeast(kernel, key.since) === true
    ? key
    : undefined;
}
