import type { Code } from "../../rules/codes.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import type { Severity } from "../../core/severity.js";
import { toFinding } from "../../core/finding.js";
import { detailLines } from "./details.js";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  note: "notice",
};

/**
 * Findings as workflow commands, which GitHub shows beside the lines.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubAnnotations(
  diagnostics: readonly Diagnostic<Code>[],
): string {
  return diagnostics
    .map((diagnostic) => `${annotation(diagnostic)}\n`)
    .join("");
}

function annotation(diagnostic: Diagnostic<Code>): string {
  const { severity, rule, message, ...place } = toFinding(diagnostic);
  const properties = [
    ["file", place.file],
    ["line", place.line],
    ["endLine", place.endLine],
    ["col", place.column],
    ["endColumn", place.endColumn],
    ["title", rule],
  ]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${String(name)}=${property(String(value))}`)
    .join(",");
  const text = [message, ...detailLines(diagnostic)].join("\n");
  return `::${commands[severity]} ${properties}::${data(text)}`;
}

function data(text: string): string {
  return text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
