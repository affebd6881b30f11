import type { Diagnostic } from "../spec/diagnostic.js";
import { toFinding } from "../spec/finding.js";
import type { Console } from "./console.js";
import { printDiagnostic } from "./print.js";

/** What happened to a file, or should: the same words in text and JSON. */
export interface FileReport {
  readonly path: string;
  readonly status: string;
}

export interface Report {
  readonly command: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly FileReport[];
  /** A unified diff, for people; left out of JSON. */
  readonly diff?: string;
  /** The last line, for people. */
  readonly summary: string;
}

/** Findings go to standard error, what was asked for (a diff, JSON) to standard output. */
export function printReport(
  report: Report,
  format: "text" | "json",
  { out, err, paint }: Console,
): void {
  if (format === "json") {
    const { command, diagnostics, files } = report;
    out(
      `${JSON.stringify({ version: 1, command, findings: diagnostics.map(toFinding), files }, null, 2)}\n`,
    );
    return;
  }
  for (const diagnostic of report.diagnostics)
    err(printDiagnostic(diagnostic, paint));
  if (report.diff !== undefined && report.diff !== "")
    out(paintDiff(report.diff, paint));
  if (report.summary !== "") err(`${report.summary}\n`);
}

function paintDiff(diff: string, paint: Console["paint"]): string {
  if (!paint.isColorSupported) return diff;
  return diff
    .split("\n")
    .map((line) => {
      if (/^(?:\+\+\+|---) /u.test(line)) return paint.bold(line);
      if (line.startsWith("@@")) return paint.cyan(line);
      if (line.startsWith("+")) return paint.green(line);
      return line.startsWith("-") ? paint.red(line) : line;
    })
    .join("\n");
}
