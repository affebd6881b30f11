import type { NodePlan, Plan } from "../plan/types.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { Acceptance } from "../core/written.js";
import type { Span } from "../core/source.js";

/** Taken as soon as the setting is in force, or no more than a limit that load may reach. */
export type MemoryKind = "reserved" | "ceiling";

/** What one setting costs on one node. */
export interface MemoryItem {
  /** The key that costs it, as the user knows it: `net.netfilter.nf_conntrack_max`, `bpf.natMax`. */
  readonly id: string;
  readonly kind: MemoryKind;
  readonly bytes: bigint;
  /** The arithmetic with its numbers: `262144 entries × 256 B`. */
  readonly formula: string;
  readonly source: string;
  /** A condition that the spec says nothing about: the item is in no sum. `where Cilium has IPv6 enabled` */
  readonly only?: string;
  /** How many pages were written, where the key counts pages. */
  readonly pages?: bigint;
  /** The line that costs it, and whose `accept` counts; the node where it is not one line. */
  readonly from: {
    readonly span: Span;
    readonly accept: ReadonlyMap<string, Acceptance>;
  };
}

/** What a formula comes to with a node's numbers. */
export type Amount = Pick<
  MemoryItem,
  "id" | "bytes" | "formula" | "from" | "only" | "pages"
>;

/** A formula of the bill: what it counts, why, and where that can be read up. */
export interface MemoryFormula {
  /** As a heading: `Connection-tracking entries`. */
  readonly name: string;
  /** The keys that cost it, as they are written. */
  readonly keys: readonly string[];
  readonly kind: MemoryKind;
  /** The arithmetic in words: `entries × bytes per entry`. */
  readonly formula: string;
  readonly explanation: string;
  readonly source: string;
  readonly amounts: (node: BilledNode) => readonly Amount[];
}

/** A node with its integer settings by key. */
export interface BilledNode {
  readonly node: NodePlan;
  readonly plan: Plan;
  readonly sysctl: (id: string) => BilledSysctl | undefined;
}

/** A setting that is written and made of integers. */
export interface BilledSysctl {
  readonly sysctl: Sysctl;
  readonly fields: readonly bigint[];
}

export function fromSysctl({ sysctl }: BilledSysctl): Amount["from"] {
  return { span: sysctl.origin.span, accept: sysctl.accept };
}
