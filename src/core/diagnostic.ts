import type { Span } from "./source.js";

/** An error stops a build; a warning and a note do not. */
export type Severity = "error" | "warning" | "note";

/** One finding: what is wrong, where, why it matters and what to write instead. */
export interface Diagnostic {
  readonly severity: Severity;
  /** The rule's name, in kebab case: `unknown-key`. The same fault has the same name everywhere. */
  readonly rule: string;
  /** One sentence without a full stop, in the user's own words. */
  readonly message: string;
  /** Missing only where no file could be read. */
  readonly span?: Span;
  /** Why it matters: what the kernel or the consumer would do. */
  readonly why?: string;
  /** What to write instead. */
  readonly help?: string;
  /** Other places that have a part in it, each with a few words. */
  readonly related?: readonly Related[];
}

export interface Related {
  readonly message: string;
  readonly span: Span;
}

/** An error at a span. */
export function error(
  rule: string,
  span: Span | undefined,
  message: string,
  more: Partial<Pick<Diagnostic, "why" | "help" | "related">> = {},
): Diagnostic {
  return { severity: "error", rule, message, ...(span && { span }), ...more };
}

const order: Readonly<Record<Severity, number>> = {
  error: 0,
  warning: 1,
  note: 2,
};

/** Sorted by file, place and rule, and without the same finding twice. */
export function sortDiagnostics(
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const seen = new Set<string>();
  return [...diagnostics]
    .sort(
      (a, b) =>
        compare(a.span?.source.name ?? "", b.span?.source.name ?? "") ||
        (a.span?.start ?? -1) - (b.span?.start ?? -1) ||
        order[a.severity] - order[b.severity] ||
        compare(a.rule, b.rule) ||
        compare(a.message, b.message),
    )
    .filter((diagnostic) => {
      const identity = [
        diagnostic.span?.source.name,
        diagnostic.span?.start,
        diagnostic.rule,
        diagnostic.message,
      ].join("\0");
      if (seen.has(identity)) return false;
      seen.add(identity);
      return true;
    });
}

/** Order by code unit: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
