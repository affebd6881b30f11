import { listOf } from "./list-of.js";
import type { CodeOf, ErrorCode } from "./diagnostics/registry.js";
import { type Severity, severityRank } from "./severity.js";
import { type Reach, uniteReaches } from "./reach.js";
import type { Span } from "./source.js";

/**
 * What is wrong, where, why it matters and what to write instead. `Code` is what it may be about: the errors of the
 * registry, and in the room of the rules their names as well.
 */
export interface Diagnostic<Code extends string = ErrorCode> {
  readonly severity: Severity;
  /** In kebab case: `unknown-key`. The same error has the same code everywhere. */
  readonly code: Code;
  /** One clause without a full stop, with the user's own value. */
  readonly message: string;
  /** Undefined only if no file could be read. */
  readonly span?: Span;
  /** Why it matters: what the kernel or the consumer would do. */
  readonly why?: string;
  /** What to write instead. */
  readonly help?: string;
  /** Other places that are involved, each with a short message. */
  readonly related?: readonly Related[];
  /** Other places of the same diagnostic. The message gives their lines; JSON and SARIF give each place. */
  readonly repeated?: readonly Related[];
  /** The nodes that it holds for; undefined if it is not about nodes. */
  readonly reach?: Reach;
  /** The edits of the text that mend it, where only one answer is right. */
  readonly fix?: readonly Edit[];
}

/** A text to write instead of another. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Related {
  readonly message: string;
  readonly span: Span;
}

/** What a diagnostic may say beside its message. */
export type Details = Partial<
  Pick<Diagnostic, "why" | "help" | "related" | "reach" | "fix">
>;

/** Creates an error at a span. */
export function error(
  code: CodeOf<"error">,
  span: Span | undefined,
  message: string,
  more: Details = {},
): Diagnostic {
  return { severity: "error", code, message, ...(span && { span }), ...more };
}

/** Creates a warning at a span. */
export function warning(
  code: CodeOf<"warning">,
  span: Span | undefined,
  message: string,
  more: Details = {},
): Diagnostic {
  return { severity: "warning", code, message, ...(span && { span }), ...more };
}

/** Sorts by file and place, as machines read it. What was found on several nodes becomes one diagnostic. */
export function sortDiagnostics<Code extends string>(
  diagnostics: readonly Diagnostic<Code>[],
): readonly Diagnostic<Code>[] {
  const sorted = [...diagnostics].sort(
    (a, b) =>
      compare(a.span?.source.name ?? "", b.span?.source.name ?? "") ||
      (a.span?.start ?? -1) - (b.span?.start ?? -1) ||
      severityRank[b.severity] - severityRank[a.severity] ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
  const same = new Map<string, Diagnostic<Code>[]>();
  for (const diagnostic of sorted) {
    const { span, code, message } = diagnostic;
    const identity = [span?.source.name, span?.start, code, message].join("\0");
    listOf(same, identity).push(diagnostic);
  }
  return [...same.values()].flatMap(united);
}

/** Joins the diagnostics that differ in nothing but their nodes. */
function united<Code extends string>(
  same: readonly Diagnostic<Code>[],
): readonly Diagnostic<Code>[] {
  const [first, ...others] = same;
  if (first === undefined || others.length === 0) return same;
  const reach = uniteReaches(same.map((each) => each.reach));
  return [reach === undefined ? first : { ...first, reach }];
}

/** Sorts for a terminal: by severity first, so that errors are nearest to the prompt. */
export function inPrintedOrder<Code extends string>(
  diagnostics: readonly Diagnostic<Code>[],
): readonly Diagnostic<Code>[] {
  return [...sortDiagnostics(diagnostics)].sort(
    (a, b) => severityRank[a.severity] - severityRank[b.severity],
  );
}

/** Compares by code unit: the same on every machine, in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Returns the diagnostics that are errors. */
export function errorsAmong<Each extends Pick<Diagnostic, "severity">>(
  diagnostics: readonly Each[],
): readonly Each[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

export function hasErrors(
  diagnostics: readonly Pick<Diagnostic, "severity">[],
): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
