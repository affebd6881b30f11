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
import { wrap } from "../../explain/layout.js";
import type { Console, Paint, Stream } from "../console.js";
import { detailsOf } from "./details.js";

/** Lines longer than this are cut around the caret where the width of the terminal is not known. */
const WIDEST = 160;

/** Columns before the text of an excerpt. */
const MARGIN = 8;

/**
 * A finding in the manner of a compiler:
 *
 *     tuning.yaml:12:7: error: no measured kernel has `net.core.somaxcon` [unknown-key]
 *        12 |       net.core.somaxcon: 32768
 *           |       ^^^^^^^^^^^^^^^^^
 *       why: …
 *       help: …
 *
 * @param columns the width of the terminal, to which `why` and `help` are wrapped; undefined if it is not one
 */
export function printDiagnostic(
  diagnostic: Diagnostic<Code>,
  paint: Paint,
  columns?: number,
): string {
  const { severity, code, message, span, related = [] } = diagnostic;
  const place =
    span === undefined ? "" : `${paint.bold(visible(formatPlace(span)))}: `;
  const lines = [
    `${place}${label(severity, paint)}: ${visible(message)} ${paint.dim(`[${code}]`)}`,
    ...(span === undefined ? [] : excerpt(span, severity, paint, columns)),
    ...detailsOf(diagnostic).flatMap((each) => {
      const colour = each.label === "help" ? paint.cyan : paint.dim;
      const indent = " ".repeat(each.label.length + 4);
      return wrapped(each.text, columns, indent.length).map((line, at) =>
        at === 0 ? `  ${colour(`${each.label}:`)} ${line}` : indent + line,
      );
    }),
    ...related.map(
      (each) =>
        `  ${paint.dim("see:")} ${visible(formatPlace(each.span))}: ${visible(each.message)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** Prints what keeps a command from its work, or from a part of it, on standard error. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic<Code>[],
  { err }: Console,
): void {
  printFindings(diagnostics, err);
}

/** Prints findings, with a blank line between them. */
export function printFindings(
  diagnostics: readonly Diagnostic<Code>[],
  { print, paint, columns }: Stream,
): void {
  if (diagnostics.length > 0)
    print(
      diagnostics
        .map((each) => printDiagnostic(each, paint, columns))
        .join("\n"),
    );
}

/** Too narrow a terminal is as good as none. */
const NARROWEST = 40;

function wrapped(
  text: string,
  columns: number | undefined,
  indent: number,
): readonly string[] {
  return columns === undefined || columns < NARROWEST
    ? [visible(text)]
    : wrap(text, columns - indent);
}

function colourOf(severity: Severity, paint: Paint): (text: string) => string {
  return { error: paint.red, warning: paint.yellow, note: paint.blue }[
    severity
  ];
}

function label(severity: Severity, paint: Paint): string {
  return paint.bold(colourOf(severity, paint)(severity));
}

function excerpt(
  span: Span,
  severity: Severity,
  paint: Paint,
  columns = WIDEST + MARGIN,
): readonly string[] {
  const widest = Math.max(NARROWEST, columns) - MARGIN;
  const from = positionAt(span.source, span.start);
  const to = positionAt(span.source, Math.max(span.start, span.end - 1));
  const text = lineText(span.source, from.line);
  if (text === "") return [];
  const cut = Math.max(0, from.column - 1 - Math.floor(widest / 2));
  const shown = text.slice(cut, cut + widest);
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
      colourOf(severity, paint)("^".repeat(Math.max(1, end - start))),
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
