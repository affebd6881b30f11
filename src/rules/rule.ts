import type { NodePlan, Plan } from "../plan/types.js";
import type { Machine } from "../settings/kind.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { AcceptableCode } from "../core/diagnostics/registry.js";
import type { Diagnostic } from "../core/diagnostic.js";
import type { Severity } from "../core/severity.js";
import type { Example, FailingExample } from "../core/diagnostics/example.js";
import type { Spec } from "../language/model.js";
import type { Acceptance } from "../core/written.js";

/** A finding of a rule: a diagnostic without code and severity, and the part of the spec whose `accept` silences it. */
export interface Report extends Pick<
  Diagnostic,
  "message" | "why" | "help" | "related" | "repeated"
> {
  readonly span: NonNullable<Diagnostic["span"]>;
  /** The setting, value, workload or node of the finding; its `accept` silences it. */
  readonly about: { readonly accept: ReadonlyMap<string, Acceptance> };
  /**
   * The nodes that it holds for, where a rule of the plan looks at nodes. A rule of nodes leaves it out, unless it also
   * tells of others than the one that it checks.
   */
  readonly nodes?: readonly NodePlan[];
  /** Keeps reports of a rule that tells several together apart; those with another `why` or file are apart anyway. */
  readonly group?: string;
}

/** How several findings of a rule that say the same become one, with the lines of all places. */
export interface Together {
  /** `3 settings have no reason`; the lines follow. */
  readonly message: (count: number) => string;
  readonly help: string;
}

/** Tells the keys that a rule is about, by id: a set, or what derives them. */
export type Watched = Pick<ReadonlySet<string>, "has">;

interface RuleBase<Name extends string> {
  /** In kebab case, as in messages and under `accept`. */
  readonly name: Name;
  readonly severity: Severity;
  readonly group: RuleGroup;
  /** What the rule finds, in one line without a full stop. */
  readonly summary: string;
  /** What `explain` and the documentation say of it: a function, since other commands would load it for nothing. */
  readonly page: () => RulePage;
  /**
   * Whether it finds that something is missing or unused. It waits until the spec has no errors: what could not be read is
   * not missing.
   */
  readonly findsAbsence?: true;
  /** The sysctls that it is about, by id, for `explain KEY`. Undefined if it is about any, or about no sysctls. */
  readonly watches?: Watched;
  /** Undefined for a rule that tells each finding. */
  readonly together?: Together;
}

/** What `explain` and the documentation say of a rule. */
export interface RulePage {
  /** Why it matters: one paragraph of plain Markdown. */
  readonly explanation: string;
  /** References: addresses, source files, or files of the catalogue. */
  readonly source: string;
  readonly failing: FailingExample;
  readonly passing: Example;
}

export type RuleGroup =
  "effect" | "harm" | "pods" | "cilium" | "hygiene" | "memory";

/** What a sysctl comes to on a machine, wherever it is written, and for whatever reason. */
export type SysctlOnMachine = Pick<
  Sysctl,
  "id" | "key" | "known" | "value" | "baseline" | "left" | "isFloor"
>;

/** What a rule says of a sysctl. Its place is that of the setting. */
export interface SysctlReport extends Pick<Report, "message" | "why" | "help"> {
  /** Whether it points at the value; otherwise at the key. */
  readonly at?: "value";
}

/**
 * Checks one sysctl at a time, by nothing but what it comes to on its machine: where the nodes of a role, or thousands of
 * hosts, have the same value, it is checked once.
 */
export interface SysctlRule<
  Name extends string = string,
> extends RuleBase<Name> {
  readonly scope: "sysctl";
  readonly check: (
    sysctl: SysctlOnMachine,
    machine: Machine,
  ) => SysctlReport | undefined;
  /** An error that it adds nothing to: where that one is accepted, so is the finding. */
  readonly acceptedWith?: AcceptableCode;
}

/** Checks one node at a time; of nodes that resolve alike, only the first. */
export interface NodeRule<Name extends string = string> extends RuleBase<Name> {
  readonly scope: "node";
  readonly check: (node: NodePlan, plan: Plan) => readonly Report[];
}

/** Checks the whole plan once. */
export interface PlanRule<Name extends string = string> extends RuleBase<Name> {
  readonly scope: "plan";
  readonly check: (plan: Plan, spec: Spec) => readonly Report[];
}

export type Rule<Name extends string = string> =
  SysctlRule<Name> | NodeRule<Name> | PlanRule<Name>;

/** A rule whose name is known to the compiler, so that the registry's names are a closed list. */
export function defineRule<const Name extends string>(
  rule: Rule<Name>,
): Rule<Name> {
  return Object.freeze(rule);
}
