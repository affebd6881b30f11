import { keysOf } from "./keys-of.js";

/** The unit of an item: KiB, bytes, minutes, or a count. */
export type LimitUnit = "kibibytes" | "bytes" | "minutes" | "count";

export interface LimitFacts {
  /** The unit of limits.conf(5). */
  readonly unit: LimitUnit;
  /** systemd's name for the same limit. */
  readonly directive: string;
  /** The largest valid number. */
  readonly most: bigint;
}

/** pam_limits reads a signed 64-bit number and then multiplies KiB by 1024. */
const largest = 2n ** 63n - 1n;

const facts = (
  unit: LimitUnit,
  directive: string,
  most = largest / (unit === "kibibytes" ? 1024n : 60n),
): LimitFacts => ({ unit, directive, most });

/**
 * Source: limits.conf(5), systemd.exec(5). Without `rss` and `locks`, which Linux does not enforce (getrlimit(2)),
 * and `maxlogins`, `priority`, `nice` and similar items, which do not limit the resources of a process.
 */
export const limitItems = {
  as: facts("kibibytes", "LimitAS"),
  core: facts("kibibytes", "LimitCORE"),
  cpu: facts("minutes", "LimitCPU"),
  data: facts("kibibytes", "LimitDATA"),
  fsize: facts("kibibytes", "LimitFSIZE"),
  memlock: facts("kibibytes", "LimitMEMLOCK"),
  msgqueue: facts("bytes", "LimitMSGQUEUE"),
  nofile: facts("count", "LimitNOFILE"),
  nproc: facts("count", "LimitNPROC"),
  rtprio: facts("count", "LimitRTPRIO", 99n),
  sigpending: facts("count", "LimitSIGPENDING"),
  stack: facts("kibibytes", "LimitSTACK"),
} satisfies Readonly<Record<string, LimitFacts>>;

/** An item of limits.conf(5) that limits a process on Linux and that systemd has too. */
export type LimitItem = keyof typeof limitItems;

/** A bound in the item's unit in limits.conf(5). */
export type Bound = bigint | "unlimited";

export interface LimitRange {
  readonly item: LimitItem;
  readonly soft: Bound;
  readonly hard: Bound;
}

/** The items, ordered by name as in every file. */
export const limitNames = keysOf(limitItems);
