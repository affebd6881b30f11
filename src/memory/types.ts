import type { NodePlan, Plan } from "../plan/types.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { Acceptance } from "../core/written.js";
import type { Span } from "../core/source.js";

/** Reserved as soon as the setting applies, or a ceiling under load. */
export type MemoryKind = "reserved" | "ceiling";

/** The memory cost of one setting on one node. */
export interface MemoryItem {
  /** The key, as the user knows it: `net.netfilter.nf_conntrack_max`, `bpf.natMax`. */
  readonly id: string;
  readonly kind: MemoryKind;
  readonly bytes: bigint;
  /** The arithmetic with its numbers: `262144 entries × 256 B`. */
  readonly formula: string;
  readonly source: string;
  /** A condition that the spec does not state, so the item is not added up: `if Cilium has IPv6 enabled`. */
  readonly only?: string;
  /** The number of pages, if the key counts pages. */
  readonly pages?: bigint;
  /** The setting, whose `accept` applies; the node if it is not one setting. */
  readonly from: {
    readonly span: Span;
    readonly accept: ReadonlyMap<string, Acceptance>;
  };
}

/** The result of a formula with a node's numbers. */
export type Amount = Pick<
  MemoryItem,
  "id" | "bytes" | "formula" | "from" | "only" | "pages"
>;

/** A formula: what it counts, why, and its source. */
export interface MemoryFormula {
  /** As a heading: `Connection-tracking entries`. */
  readonly name: string;
  /** The keys, as written in the spec. */
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

/** A setting with integer fields. */
export interface BilledSysctl {
  readonly sysctl: Sysctl;
  readonly fields: readonly bigint[];
}

export function fromSysctl({ sysctl }: BilledSysctl): Amount["from"] {
  return { span: sysctl.origin.span, accept: sysctl.accept };
}
