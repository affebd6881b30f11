import type {
  SituationCodeEntry,
  SpecCodeEntry,
} from "../../core/diagnostics/entry.js";
import type { Situation } from "../../core/diagnostics/example.js";
import { type ErrorCode, errorCodes } from "../../core/diagnostics/registry.js";
import { type Finding, toFinding } from "../../core/finding.js";
import type { Severity } from "../../core/severity.js";
import { explainFailing, type FailingExplanation } from "../example.js";
import type { Reported } from "../reported.js";

/** The explanation of a code that is not a rule's. */
export interface ErrorExplanation {
  readonly kind: "error";
  readonly rule: ErrorCode;
  readonly severity: Severity;
  readonly summary: string;
  readonly explanation: string;
  /** Whether `accept` can accept it. */
  readonly acceptable: boolean;
  /** A spec with the error, and its findings; undefined if no spec can show it. */
  readonly failing: FailingExplanation | undefined;
  readonly passing: { readonly spec: string } | undefined;
  /** If no spec can show it: a situation, and what is printed then. */
  readonly situation: Situation | undefined;
  /** The findings in the user's spec; undefined without a spec, and if the spec cannot tell. */
  readonly spec:
    | { readonly name: string; readonly findings: readonly Finding[] }
    | undefined;
}

/** Explains a code, with its findings in the user's spec. */
export function explainCode(
  code: ErrorCode,
  reported: Reported | undefined,
): ErrorExplanation {
  const entry: SpecCodeEntry | SituationCodeEntry = errorCodes[code];
  const { severity, summary, acceptable = false } = entry;
  const page = entry.page();
  const findings = (reported?.diagnostics ?? [])
    .filter((diagnostic) => diagnostic.code === code)
    .map(toFinding);
  const isTold = "failing" in page || findings.length > 0;
  return {
    kind: "error",
    rule: code,
    severity,
    summary,
    explanation: page.explanation,
    acceptable,
    failing: "failing" in page ? explainFailing(page.failing) : undefined,
    passing: "passing" in page ? { spec: page.passing.spec } : undefined,
    situation: "situation" in page ? page.situation : undefined,
    spec: reported && isTold ? { name: reported.name, findings } : undefined,
  };
}
