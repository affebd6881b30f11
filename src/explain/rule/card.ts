import type { Rule } from "../../rules/rule.js";
import { type Severity } from "../../core/severity.js";
import { type Finding, toFinding } from "../../core/finding.js";
import { explainFailing, type FailingExplanation } from "../example.js";
import type { Reported } from "../reported.js";

/** The explanation of a rule. */
export interface RuleExplanation {
  readonly kind: "rule";
  readonly rule: string;
  readonly severity: Severity;
  readonly group: Rule["group"];
  readonly summary: string;
  readonly explanation: string;
  readonly source: string;
  /** A spec with findings, and those findings. */
  readonly failing: FailingExplanation;
  /** A spec without findings. */
  readonly passing: { readonly spec: string };
  /** The findings in the user's spec; undefined without a valid one. */
  readonly spec:
    | { readonly name: string; readonly findings: readonly Finding[] }
    | undefined;
}

export function explainRule(
  { name, severity, group, summary, page }: Rule,
  reported: Reported | undefined,
): RuleExplanation {
  const { explanation, source, failing, passing } = page();
  return {
    kind: "rule",
    rule: name,
    severity,
    group,
    summary,
    explanation,
    source,
    failing: explainFailing(failing),
    passing: { spec: passing.spec },
    spec: reported && {
      name: reported.name,
      findings: reported.diagnostics
        .filter((diagnostic) => diagnostic.code === name)
        .map(toFinding),
    },
  };
}
