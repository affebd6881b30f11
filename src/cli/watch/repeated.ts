import type { Diagnostic } from "../../core/diagnostic.js";
import { lineText, positionAt } from "../../core/source.js";
import type { Code } from "../../rules/codes.js";

/** The findings of a build that are not on the screen yet, and those that are. */
export interface SinceLast {
  readonly fresh: readonly Diagnostic<Code>[];
  readonly repeated: readonly Diagnostic<Code>[];
  /** What is on the screen, for the next build. */
  readonly told: ReadonlySet<string>;
}

/**
 * Divides the findings of a build by whether the builds before it told the same: in the words, and about a line with the
 * same text, wherever that is now. Errors are always fresh, because they are why nothing was built.
 */
export function sinceLast(
  diagnostics: readonly Diagnostic<Code>[],
  told: ReadonlySet<string>,
): SinceLast {
  const isRepeated = (each: Diagnostic<Code>): boolean =>
    each.severity !== "error" && told.has(wordsOf(each));
  const words = diagnostics.map(wordsOf);
  const isBroken = diagnostics.some(({ severity }) => severity === "error");
  return {
    fresh: diagnostics.filter((each) => !isRepeated(each)),
    repeated: diagnostics.filter(isRepeated),
    // A spec with an error is not checked whole: what it does not tell now may still be true.
    told: new Set(isBroken ? [...told, ...words] : words),
  };
}

function wordsOf({
  severity,
  code,
  message,
  span,
  why = "",
  help = "",
}: Diagnostic<Code>): string {
  const place =
    span === undefined
      ? []
      : [
          span.source.name,
          lineText(span.source, positionAt(span.source, span.start).line),
        ];
  return [severity, code, message, why, help, ...place].join("\0");
}
