import { keysOf } from "./keys-of.js";

/** How an item is counted: KiB, bytes, minutes, or just things. */
export type LimitUnit = "kibibytes" | "bytes" | "minutes" | "count";

export interface LimitFacts {
  /** The unit of limits.conf(5). */
  readonly unit: LimitUnit;
  /** systemd's name for the same limit. */
  readonly directive: string;
  /** The largest number that means anything. */
  readonly most: bigint;
}

/** pam_limits reads into a signed number of 64 bits, and multiplies KiB by 1024 after that. */
const largest = 2n ** 63n - 1n;

const facts = (
  unit: LimitUnit,
  directive: string,
  most = largest / (unit === "kibibytes" ? 1024n : 60n),
): LimitFacts => ({ unit, directive, most });

/**
 * Source: limits.conf(5), systemd.exec(5). Left out are `rss` and `locks`, which Linux does not enforce (getrlimit(2)),
 * and `maxlogins`, `priority`, `nice` and their like, which are no limits of a process's resources.
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

/** An item of limits.conf(5) that binds a process on Linux and that systemd has too. */
export type LimitItem = keyof typeof limitItems;

/** A bound in the unit in which limits.conf(5) counts the item. */
export type Bound = bigint | "unlimited";

export interface LimitRange {
  readonly item: LimitItem;
  readonly soft: Bound;
  readonly hard: Bound;
}

/** The items in the order of their names: that of every file. */
export const limitNames = keysOf(limitItems);
