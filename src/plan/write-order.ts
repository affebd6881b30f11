import { listOf } from "../core/list-of.js";
import { onceForText } from "../core/once-for.js";
import { boundedPairs } from "../catalogue/bounded-pairs.js";
import type { NodePlan } from "./types.js";
import type { SysctlValue } from "../settings/sysctl/value.js";
import type { Sysctl } from "../settings/sysctl/index.js";

/** What is to be written to a key. */
export interface OrderedWrite {
  readonly id: string;
  readonly value: SysctlValue | undefined;
}

/** The first number that a key has before anything is written; undefined for the kernel's default. */
export type ValueBefore = (id: string) => bigint | undefined;

/** A key whose write changes another key or makes its write fail, so that the other must be written after it. */
interface Precedence {
  readonly leader: string;
  readonly follows: (id: string) => boolean;
  /** Left out where the order always matters. */
  readonly when?: (
    leader: OrderedWrite,
    follower: OrderedWrite,
    before: ValueBefore,
  ) => boolean;
  readonly why: string;
  /** Whether only the order of the first write matters, since the kernel refuses the other order. */
  readonly refused?: boolean;
}

const forwarding =
  "which resets this key (net/ipv4/devinet.c, inet_forward_change)";

/**
 * Each was measured by comparing all of /proc/sys before and after a write, on Linux 5.10 to 7.2. Defaults of the
 * ports: ip_unprivileged_port_start 1024, ip_local_port_range 32768 60999.
 */
const precedences: readonly Precedence[] = [
  ...["net.ipv4.ip_forward", "net.ipv4.conf.all.forwarding"].map((leader) => ({
    leader,
    follows: (id: string) =>
      id === "net.ipv4.conf.all.accept_redirects" ||
      /^net\.ipv4\.conf\.(?!all\.)[^.]+\.forwarding$/u.test(id),
    why: forwarding,
  })),
  ...["forwarding", "disable_ipv6"].map((name) => ({
    leader: `net.ipv6.conf.all.${name}`,
    follows: (id: string) =>
      id.startsWith("net.ipv6.conf.") &&
      id.endsWith(`.${name}`) &&
      !id.startsWith("net.ipv6.conf.all."),
    why: "which sets this key of every interface (net/ipv6/addrconf.c)",
  })),
  {
    leader: "net.ipv4.ip_unprivileged_port_start",
    follows: (id) => id === "net.ipv4.ip_local_port_range",
    when: ({ id }, range, before) => first(range) < (before(id) ?? 1024n),
    why: "below which the kernel refuses to start a range",
  },
  {
    leader: "net.ipv4.ip_local_port_range",
    follows: (id) => id === "net.ipv4.ip_unprivileged_port_start",
    when: ({ id }, start, before) => first(start) > (before(id) ?? 32768n),
    why: "above whose first port the kernel refuses this value",
  },
  ...boundedPairs.flatMap(({ lower, upper, defaults }) => [
    {
      leader: upper,
      follows: (id: string) => id === lower,
      when: (_: OrderedWrite, low: OrderedWrite, before: ValueBefore) =>
        first(low) > (before(upper) ?? defaults[1]),
      why: "above which the kernel refuses this value",
      refused: true,
    },
    {
      leader: lower,
      follows: (id: string) => id === upper,
      when: (_: OrderedWrite, high: OrderedWrite, before: ValueBefore) =>
        first(high) < (before(lower) ?? defaults[0]),
      why: "below which the kernel refuses this value",
      refused: true,
    },
  ]),
  {
    // Source: kernel/events/core.c, perf_event_max_sample_rate_handler()
    leader: "kernel.perf_event_max_sample_rate",
    follows: (id) => id === "kernel.perf_cpu_time_max_percent",
    when: (_, percent) => first(percent) === 0n || first(percent) === 100n,
    why: "whose write the kernel refuses once this is 0 or 100",
    refused: true,
  },
];

/** Whether the order in which a key and another one are written may matter. */
export const isOrdered = onceForText((id): boolean =>
  precedences.some(({ leader, follows }) => leader === id || follows(id)),
);

/** A setting that must be written after another one of the same node. */
export interface Follower<Each extends OrderedWrite = Sysctl> {
  readonly leader: Each;
  /** A relative clause about the leader. */
  readonly why: string;
  /** Whether the kernel refuses the other order, so that a later attempt helps. */
  readonly refused: boolean;
}

/** Returns the settings of a node that must be written after others, each with those others. */
export function followers(
  node: NodePlan,
): ReadonlyMap<Sysctl, readonly Follower[]> {
  return followersOf(node.settings.sysctl);
}

/**
 * Returns the writes that must come after others, each with those others.
 *
 * @param before what the keys have now, where that is not the default
 */
export function followersOf<Each extends OrderedWrite>(
  writes: readonly Each[],
  before: ValueBefore = () => undefined,
): ReadonlyMap<Each, readonly Follower<Each>[]> {
  const written = new Map<string, Each>();
  for (const write of writes)
    if (write.value !== undefined && isOrdered(write.id))
      written.set(write.id, write);

  const found = new Map<Each, Follower<Each>[]>();
  for (const {
    leader: id,
    follows,
    when,
    why,
    refused = false,
  } of precedences) {
    const leader = written.get(id);
    if (leader === undefined) continue;
    for (const write of written.values()) {
      if (!follows(write.id) || when?.(leader, write, before) === false)
        continue;
      listOf(found, write).push({ leader, why, refused });
    }
  }
  return found;
}

/** Sorts writes so that each comes after those that it must come after. */
export function inWriteOrder<Each extends OrderedWrite>(
  writes: readonly Each[],
  before?: ValueBefore,
): readonly Each[] {
  const after = followersOf(writes, before);
  const sorted = new Set<Each>();
  const open = new Set<Each>();
  const place = (write: Each): void => {
    if (sorted.has(write) || open.has(write)) return;
    open.add(write);
    for (const { leader } of after.get(write) ?? []) place(leader);
    sorted.add(write);
  };
  for (const write of writes) place(write);
  return [...sorted];
}

/** Returns those that the order of the plan would write before one of those others. */
export function misplaced(
  node: NodePlan,
): ReadonlyMap<Sysctl, readonly Follower[]> {
  const found = followers(node);
  if (found.size === 0) return found;
  const order = new Map(
    node.settings.sysctl.map((sysctl, index) => [sysctl, index]),
  );
  const place = (sysctl: Sysctl) => order.get(sysctl) ?? 0;
  return new Map(
    [...found]
      .map(
        ([sysctl, leaders]) =>
          [
            sysctl,
            leaders.filter(({ leader }) => place(leader) > place(sysctl)),
          ] as const,
      )
      .filter(([, leaders]) => leaders.length > 0),
  );
}

function first({ value }: OrderedWrite): bigint {
  return value?.type === "integers" ? (value.fields[0] ?? 0n) : 0n;
}
