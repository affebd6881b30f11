import type { Span } from "../core/source.js";
import type { NodePlan, WorkloadPlan } from "../plan/types.js";
import type { NodeKind } from "../settings/registry.js";
import type { Observation } from "../live/observation.js";

/**
 * How a setting of the spec compares with a node:
 * - `equal`, also after the rounding of the kernel, and `different`;
 * - four ways not to be there: `no such key`, `not readable`, `module not loaded`, `not exported` by node_exporter;
 * - `not asked`: the source does not tell;
 * - `not in the kernel`: it is a setting of the kubelet's or of kube-proxy's, which no value of the kernel shows.
 */
export type Outcome =
  | "equal"
  | "different"
  | "no such key"
  | "not readable"
  | "module not loaded"
  | "not exported"
  | "not asked"
  | "not in the kernel";

/** One setting of the spec, compared. A pattern comes to one for each key that it matches. */
export interface Comparison {
  readonly kind: NodeKind | "podSysctl";
  /** As messages name it: `net.core.somaxconn`, `limits.nofile of k3s`. */
  readonly name: string;
  readonly outcome: Outcome;
  /** As the kernel prints it. */
  readonly expected: string;
  /** As the kernel prints it; undefined where there is none. */
  readonly actual: string | undefined;
  /** Who probably set another value, or why there is none: a sentence without its full stop. */
  readonly note: string | undefined;
  /** Where the spec sets it. */
  readonly span: Span;
}

/** A node or a workload, compared with what was seen of it. */
export interface Verified {
  readonly subject: NodePlan | WorkloadPlan;
  readonly observation: Observation;
  readonly comparisons: readonly Comparison[];
  /** What is said of the node as a whole: its kernel is another one than the spec states. */
  readonly remarks: readonly string[];
}

/** Whether a comparison is neither in order nor without meaning. */
export function isWrong({ outcome }: Comparison): boolean {
  return outcome !== "equal" && outcome !== "not in the kernel";
}
