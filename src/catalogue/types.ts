import type { Unit } from "../core/unit.js";

/** The shape of a key's value. */
export type Kind =
  | { readonly type: "integer" }
  /** `ordered`: the fields must not fall (`min <= default <= max`), which the kernel does not check. */
  | {
      readonly type: "vector";
      readonly fields: readonly string[];
      readonly ordered: boolean;
    }
  | { readonly type: "string" }
  /** A set with one text form: ports (`8080,9000-9100`), processors (`0-3`) or words. Two writers' lists unite. */
  | { readonly type: "list"; readonly of: "ports" | "cpus" | "words" };

/**
 * Where a key can be set.
 * - `node`: only in the first network namespace (absent in others);
 * - `netns`: each network namespace has its own;
 * - `netns-readonly`: visible in a pod, but read-only there, with the node's value;
 * - `netns-global`: writable from a pod, with effect on the whole node;
 * - `ipc`, `uts`, `pid`, `user`: per namespace of that kind;
 * - `read-only`: no one can write it.
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

/** The values that a kernel accepts for one field, both ends included. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

/** A key on one measured kernel. */
export interface Release {
  /** `6.12` */
  readonly kernel: string;
  readonly arch: "amd64" | "arm64";
  /** As read back: `4096 131072 6291456`. On the measuring machine of 4 GiB and 2 cores. */
  readonly default: string;
  readonly scope: Scope | undefined;
  /** Whether a new network namespace begins with the node's value; undefined where not measured or not namespaced. */
  readonly inherited: boolean | undefined;
  readonly writable: boolean;
  /** One per field; undefined where not measured, or where the bound depends on other settings. */
  readonly ranges: readonly (Range | undefined)[] | undefined;
  /** Set where no distribution's kernel has the key, only one of another build; its absence elsewhere says nothing. */
  readonly build?: string;
}

/** All that is known about a key. */
export interface KeyFacts {
  /** The dotted id: `net.ipv4.tcp_rmem`; for a per-interface key the one that was asked for. */
  readonly id: string;
  readonly kind: Kind;
  readonly unit: Unit | undefined;
  readonly summary: string | undefined;
  /** Where unit and summary were read. */
  readonly source: string | undefined;
  /** The module that must be loaded before the key exists. */
  readonly module: string | undefined;
  /** Why the default may differ on the user's machine: "on Debian; 2 upstream". */
  readonly defaultNote?: string | undefined;
  /** The measured releases that have the key, oldest first. */
  readonly releases: readonly Release[];
}

/** The facts about a node on which a kernel's answer depends; each may be unknown. */
export interface KernelFacts {
  /** `6.12`, as the user wrote it; a patch level is allowed. */
  readonly kernel?: string | undefined;
  readonly arch?: string | undefined;
  readonly cpus?: number | undefined;
  /** Bytes. */
  readonly memory?: bigint | undefined;
}
