import type { OwnedPlace } from "../explain/places.js";
import type { MemoryKind } from "../memory/types.js";
import type { NodePlan } from "../plan/types.js";
import type { ChangeRisk } from "../risk/classes.js";
import type { Kind } from "../settings/registry.js";

/** One setting that two specs set to different values. */
export interface Change {
  readonly kind: Kind | "cilium" | "monitoring";
  readonly name: string;
  /** Undefined where the spec does not set it. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What the node has without the spec, if that is known. */
  readonly standard: string | undefined;
  readonly why: readonly string[];
  /** Where it is set; for a removed setting, where it was. */
  readonly place: OwnedPlace | undefined;
  readonly overrode: readonly OwnedPlace[];
  /** The settings that require it. */
  readonly because: readonly string[];
  readonly risk: ChangeRisk;
}

/** A fact that changes. */
export interface FactChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What one setting costs in memory, before and after. */
export interface MemoryItemChange {
  readonly id: string;
  readonly kind: MemoryKind;
  readonly before: bigint;
  readonly after: bigint;
}

/** The memory of a node's tuning, in bytes. */
export interface MemoryChange {
  /** All that is reserved as soon as the settings apply. */
  readonly reserved: { readonly before: bigint; readonly after: bigint };
  /** The settings whose cost changes; ceilings are not added up. */
  readonly items: readonly MemoryItemChange[];
  /** The node's memory, if known. */
  readonly of: bigint | undefined;
}

/** What changes on nodes that change alike. */
export interface NodeGroup {
  readonly nodes: readonly NodePlan[];
  readonly changes: readonly Change[];
  readonly facts: readonly FactChange[];
  /** Undefined if its cost stays. */
  readonly memory: MemoryChange | undefined;
}

/** Something of the spec that is not a node: its name as messages have it. */
export interface Part {
  readonly kind: "cilium" | "workload" | "mount" | "monitoring";
  /** Empty for what a spec has once. */
  readonly name: string;
  readonly changes: readonly Change[];
}

/** An output file that differs. */
export interface FileChange {
  /** As the user has to name it. */
  readonly path: string;
  readonly state: "added" | "removed" | "changed";
  readonly nodes: readonly { readonly kind: string; readonly name: string }[];
}

/** All that changes between two specs. */
export interface SpecDiff {
  readonly groups: readonly NodeGroup[];
  readonly added: readonly NodePlan[];
  readonly removed: readonly NodePlan[];
  readonly parts: readonly Part[];
  /** Undefined where one of the specs has errors, so that it produces no files. */
  readonly files: readonly FileChange[] | undefined;
  /** The nodes that both specs have, as the new one has them. */
  readonly kept: readonly NodePlan[];
}
