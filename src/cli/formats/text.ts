import { visible } from "../../encode/visible.js";
import type { Code } from "../../rules/codes.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import type { Severity } from "../../core/severity.js";
import {
  formatPlace,
  lineText,
  positionAt,
  type Span,
} from "../../core/source.js";
import type { Console } from "../console.js";
import { detailsOf } from "./details.js";

type Paint = Console["paint"];

/** Lines longer than this are cut around the caret. */
const WIDEST = 160;

/**
 * A finding in the manner of a compiler:
 *
 *     tuning.yaml:12:7: error: no measured kernel has `net.core.somaxcon` [unknown-key]
 *        12 |       net.core.somaxcon: 32768
 *           |       ^^^^^^^^^^^^^^^^^
 *       why: …
 *       help: …
 */
export function printDiagnostic(
  diagnostic: Diagnostic<Code>,
  paint: Paint,
): string {
  const { severity, code, message, span, related = [] } = diagnostic;
  const place =
    span === undefined ? "" : `${paint.bold(visible(formatPlace(span)))}: `;
  const lines = [
    `${place}${label(severity, paint)}: ${visible(message)} ${paint.dim(`[${code}]`)}`,
    ...(span === undefined ? [] : excerpt(span, paint)),
    ...detailsOf(diagnostic).map((each) => {
      const colour = each.label === "help" ? paint.cyan : paint.dim;
      return `  ${colour(`${each.label}:`)} ${visible(each.text)}`;
    }),
    ...related.map(
      (each) =>
        `  ${paint.dim("see:")} ${visible(formatPlace(each.span))}: ${visible(each.message)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function label(severity: Severity, paint: Paint): string {
  const colour = { error: paint.red, warning: paint.yellow, note: paint.blue }[
    severity
  ];
  return paint.bold(colour(severity));
}

function excerpt(span: Span, paint: Paint): readonly string[] {
  const from = positionAt(span.source, span.start);
  const to = positionAt(span.source, Math.max(span.start, span.end - 1));
  const text = lineText(span.source, from.line);
  if (text === "") return [];
  const cut = Math.max(0, from.column - 1 - WIDEST / 2);
  const shown = text.slice(cut, cut + WIDEST);
  const start = from.column - 1 - cut;
  const end =
    to.line === from.line
      ? Math.min(shown.length, to.column - cut)
      : shown.length;
  const number = String(from.line).padStart(5);
  const gap = " ".repeat(number.length);
  // Tabs stay tabs below, so that the caret stands where the terminal puts the character.
  const indent = visible(shown.slice(0, start)).replaceAll(/[^\t]/gu, " ");
  return [
    paint.dim(`${number} | `) + visible(shown),
    paint.dim(`${gap} | `) +
      indent +
      paint.red("^".repeat(Math.max(1, end - start))),
  ];
}

/** `2 errors, 1 warning`, or an empty text. */
export function countFindings(
  diagnostics: readonly Diagnostic<Code>[],
): string {
  return (["error", "warning", "note"] as const)
    .map(
      (severity) =>
        [
          severity,
          diagnostics.filter((each) => each.severity === severity).length,
        ] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 ? "" : "s"}`)
    .join(", ");
}

/** `1 file is up to date`, `12 files`. */
export function countFiles(count: number, state?: string): string {
  const files = `${count} file${count === 1 ? "" : "s"}`;
  return state === undefined
    ? files
    : `${files} ${count === 1 ? "is" : "are"} ${state}`;
}
