import { compileSource } from "../../compile.js";
import type { Rule } from "../../rules/rule.js";
import { error } from "../../core/diagnostic.js";
import { type Severity } from "../../core/severity.js";
import { type Finding, toFinding } from "../../core/finding.js";
import type { SpecView } from "../key/in-spec.js";

/** Everything about one rule. */
export interface RuleExplanation {
  readonly kind: "rule";
  readonly rule: string;
  readonly severity: Severity;
  readonly group: Rule["group"];
  readonly summary: string;
  readonly explanation: string;
  readonly source: string;
  /** A spec in which it finds something, and what it finds there. */
  readonly failing: {
    readonly spec: string;
    readonly findings: readonly Finding[];
  };
  /** A spec that it is content with. */
  readonly passing: { readonly spec: string };
  /** What it finds in the user's spec; undefined without one that can be read. */
  readonly spec:
    | { readonly name: string; readonly findings: readonly Finding[] }
    | undefined;
}

export function explainRule(
  { name, severity, group, summary, explanation, source, ...rule }: Rule,
  view: SpecView | undefined,
): RuleExplanation {
  return {
    kind: "rule",
    rule: name,
    severity,
    group,
    summary,
    explanation,
    source,
    failing: {
      spec: rule.failing.spec,
      findings: findingsIn(rule.failing.spec),
    },
    passing: { spec: rule.passing.spec },
    spec: view && {
      name: view.name,
      findings: view.diagnostics
        .filter((diagnostic) => diagnostic.code === name)
        .map(toFinding),
    },
  };
}

function findingsIn(text: string): readonly Finding[] {
  const { faults, findings } = compileSource(
    { name: "tuning.yaml", text },
    // An example stands for itself.
    { readInclude: (file) => error("unreadable-include", undefined, file) },
  );
  return [...faults, ...findings].map(toFinding);
}
