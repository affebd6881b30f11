import { type Details, type Diagnostic, error } from "./diagnostic.js";
import type { CodeOf } from "./diagnostics/registry.js";
import type { Span } from "./source.js";
import type { Acceptance } from "./written.js";

/** How a reader says what is wrong: it reports an error, and goes on without what it could not read. */
export interface Reporter {
  /** Reports an error. Returns undefined, which is what could be read of the value. */
  readonly error: (
    code: CodeOf<"error">,
    span: Span | undefined,
    message: string,
    more?: Details,
  ) => undefined;
  /** Passes on what another stage found. */
  readonly add: (diagnostics: readonly Diagnostic[]) => void;
  /** What the profile, role or section around the place that is read accepts; undefined if nothing. */
  readonly accept?: ReadonlyMap<string, Acceptance> | undefined;
}

/** Returns the reporter of what lies below a place with an `accept`, which `readReasons` joined with those around it. */
export function below(
  reporter: Reporter,
  { accept }: { readonly accept: ReadonlyMap<string, Acceptance> },
): Reporter {
  return accept.size === 0
    ? reporter
    : {
        error: (...told) => reporter.error(...told),
        add: (diagnostics) => {
          reporter.add(diagnostics);
        },
        accept,
      };
}

/** A reporter that keeps what it is told, in that order. */
export interface Collector extends Reporter {
  readonly diagnostics: readonly Diagnostic[];
}

/** Opens an empty collector. */
export function collectDiagnostics(): Collector {
  return new DiagnosticCollector();
}

/** A class: one is opened for each setting of each node, and functions of its own would take most of the memory. */
class DiagnosticCollector implements Collector {
  readonly diagnostics: Diagnostic[] = [];

  error(
    code: CodeOf<"error">,
    span: Span | undefined,
    message: string,
    more?: Details,
  ): undefined {
    this.diagnostics.push(error(code, span, message, more));
    return undefined;
  }

  add(others: readonly Diagnostic[]): void {
    for (const other of others) this.diagnostics.push(other);
  }
}
