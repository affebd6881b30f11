import type { NodePlan, Plan } from "../plan/types.js";
import type { Diagnostic } from "../core/diagnostic.js";
import type { Severity } from "../core/severity.js";
import type { Example, FailingExample } from "../core/diagnostics/example.js";
import type { Spec } from "../language/model.js";
import type { Acceptance } from "../core/written.js";

/** What a rule finds: a diagnostic without its name and severity, and whose `accept` may silence it. */
export interface Report extends Pick<
  Diagnostic,
  "message" | "why" | "help" | "related"
> {
  readonly span: NonNullable<Diagnostic["span"]>;
  /** The setting, value, workload or node that it is about; its `accept` silences the finding. */
  readonly about: { readonly accept: ReadonlyMap<string, Acceptance> };
}

interface RuleBase<Name extends string> {
  /** In kebab case, as it stands in messages and under `accept`. */
  readonly name: Name;
  readonly severity: Severity;
  readonly group: RuleGroup;
  /** What it finds, in one line without a full stop. */
  readonly summary: string;
  /** Why it matters: one paragraph of plain Markdown. */
  readonly explanation: string;
  /** Where the fact can be read up: an address, or a file of the catalogue. */
  readonly source: string;
  readonly failing: FailingExample;
  readonly passing: Example;
}

export type RuleGroup =
  "effect" | "harm" | "pods" | "cilium" | "hygiene" | "memory";

/** Looks at one node at a time; nodes that resolve alike are shown once. */
export interface NodeRule<Name extends string = string> extends RuleBase<Name> {
  readonly scope: "node";
  readonly check: (node: NodePlan, plan: Plan) => readonly Report[];
}

/** Looks at the whole plan, once. */
export interface PlanRule<Name extends string = string> extends RuleBase<Name> {
  readonly scope: "plan";
  readonly check: (plan: Plan, spec: Spec) => readonly Report[];
}

export type Rule<Name extends string = string> =
  NodeRule<Name> | PlanRule<Name>;

/** A rule whose name is known to the compiler, so that the registry's names are a closed list. */
export function defineRule<const Name extends string>(
  rule: Rule<Name>,
): Rule<Name> {
  return Object.freeze(rule);
}
