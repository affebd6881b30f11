import type { Arch } from "../core/facts.js";
import type { Unit } from "../core/unit.js";

/** The shape of a key's value. */
export type Kind =
  | { readonly type: "integer" }
  /**
   * `ordered`: the fields must not decrease (`min <= default <= max`); the kernel does not check this.
   * `optional`: how many of the fields some builds of the kernel do not have.
   */
  | {
      readonly type: "vector";
      readonly fields: readonly string[];
      readonly ordered: boolean;
      readonly optional: number;
    }
  | { readonly type: "string" }
  /** A set in one text: ports (`8080,9000-9100`), CPUs (`0-3`) or words. The lists of several layers are merged. */
  | { readonly type: "list"; readonly of: "ports" | "cpus" | "words" };

/**
 * Where a key can be set.
 * - `node`: only in the node's network namespace (absent in others);
 * - `netns`: each network namespace has its own value;
 * - `netns-readonly`: visible but read-only in a pod, with the node's value;
 * - `netns-global`: writable from a pod, affects the whole node;
 * - `ipc`, `uts`, `pid`, `user`: per namespace of that kind;
 * - `read-only`: not writable anywhere.
 */
export type Scope =
  | "node"
  | "netns"
  | "netns-readonly"
  | "netns-global"
  | "ipc"
  | "uts"
  | "pid"
  | "user"
  | "read-only";

/** The values that a kernel accepts for one field, inclusive. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

/** A key on one measured kernel. */
export interface Release {
  /** `6.12` */
  readonly kernel: string;
  readonly arch: Arch;
  /** As read back, on the measured machine with 4 GiB and 2 CPUs: `4096 131072 6291456`. */
  readonly default: string;
  readonly scope: Scope | undefined;
  /** Whether a new network namespace starts with the node's value; undefined if not measured or not namespaced. */
  readonly inherited: boolean | undefined;
  readonly writable: boolean;
  /** One per field; undefined if not measured, or if the bound depends on other settings. */
  readonly ranges: readonly (Range | undefined)[] | undefined;
}

/** The facts about a key. */
export interface KeyFacts {
  /** The dotted id: `net.ipv4.tcp_rmem`; for a per-interface key the requested one. */
  readonly id: string;
  readonly kind: Kind;
  readonly unit: Unit | undefined;
  /** The module that creates the key. */
  readonly module: string | undefined;
  /** Why the default may differ on the user's machine: "on Debian; 2 upstream". */
  readonly defaultNote?: string | undefined;
  /** The measured releases that have the key, oldest first. */
  readonly releases: readonly Release[];
}

/** The facts about a node that an answer of the catalogue depends on; each may be unknown. */
export interface KernelFacts {
  /** `6.12`, as the user wrote it, with or without a patch level. */
  readonly kernel?: string | undefined;
  readonly arch?: string | undefined;
  readonly cpus?: number | undefined;
  /** Bytes. */
  readonly memory?: bigint | undefined;
  /** Bytes; 4 KiB if it is not known. */
  readonly pageSize?: bigint | undefined;
  /** Whether the platform adds changes of newer kernels, so that the version does not tell which the kernel has. */
  readonly hasBackports?: boolean | undefined;
}
