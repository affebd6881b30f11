import { isAtLeast } from "../platform/version.js";
import type { NodeFacts } from "../spec/facts.js";
import { settings } from "./support.js";
import type { NodeRule } from "./types.js";

/** A key that can be written and governs nothing, and what became of it. */
interface Dead {
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
const dead: Readonly<Record<string, Dead>> = {
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
): Readonly<Record<string, Dead>> {
  return {
    [`net.ipv4.route.${name}`]: {
      what: `it ${verb} the IPv4 route cache, which is gone since Linux 3.6`,
    },
  };
}

export const noEffect: NodeRule = {
  name: "no-effect",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary:
    "A key that the kernel keeps for old scripts' sake, and that governs nothing",
  explanation:
    "Some keys outlived what they governed. The kernel takes a write and reads it back, so that every check of the value is content, and nothing changes.",
  source: "https://docs.kernel.org/networking/ip-sysctl.html",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.route.max_size: 2147483647 # Room for routes
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv6.route.max_size: 16384 # Room for routes
`,
  },
  check: (node) =>
    settings(node).flatMap((sysctl) => {
      const key = deadKey(sysctl.id, node.facts);
      return key === undefined || sysctl.value === undefined
        ? []
        : [
            {
              about: sysctl,
              span: sysctl.origin.span,
              message: `\`${sysctl.id}\` has no effect`,
              why: key.what,
              help: "remove it, or write null and keep the reason",
            },
          ];
    }),
};

function deadKey(id: string, { kernel }: NodeFacts): Dead | undefined {
  const key = Object.hasOwn(dead, id) ? dead[id] : undefined;
  return key?.since === undefined || isAtLeast(kernel, key.since) === true
    ? key
    : undefined;
}
