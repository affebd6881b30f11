import type { Code } from "../../rules/codes.js";
import {
  type Diagnostic,
  inPrintedOrder,
  sortDiagnostics,
} from "../../core/diagnostic.js";
import { visible } from "../../encode/visible.js";
import { toFinding } from "../../core/finding.js";
import type { Console } from "../console.js";
import { githubAnnotations } from "./github.js";
import type { Format } from "../options.js";
import { printJson } from "./json.js";
import { sarifLog } from "./sarif.js";
import { printDiagnostic } from "./text.js";

/** What happened to a file, or should: the same words in text and JSON. */
export interface FileReport {
  readonly path: string;
  readonly status: string;
}

export interface Report {
  readonly command: string;
  readonly diagnostics: readonly Diagnostic<Code>[];
  readonly files: readonly FileReport[];
  /** A unified diff, for people. */
  readonly diff?: string;
  /** The last line, for people. */
  readonly summary: string;
}

/** Findings go to standard error; what was asked for (a diff, a machine's format) to standard output. */
export function printReport(
  report: Report,
  format: Format,
  console: Console,
): void {
  printers[format](report, console);
}

type Printer = (report: Report, console: Console) => void;

const printers: Readonly<Record<Format, Printer>> = {
  text({ diagnostics, files, diff, summary }, { out, err, paint }) {
    for (const { path, status } of files) {
      if (status === "written" || status === "deleted") {
        out(`${status} ${visible(path)}\n`);
      }
    }
    for (const diagnostic of inPrintedOrder(diagnostics)) {
      err(printDiagnostic(diagnostic, paint));
    }
    if (diff !== undefined && diff !== "") out(paintDiff(diff, paint));
    if (summary !== "") err(`${visible(summary)}\n`);
  },
  json({ command, diagnostics, files }, { out }) {
    const findings = sortDiagnostics(diagnostics).map(toFinding);
    out(printJson({ version: 1, command, findings, files }));
  },
  github({ diagnostics, summary }, { out, err }) {
    out(githubAnnotations(sortDiagnostics(diagnostics)));
    if (summary !== "") err(`${summary}\n`);
  },
  sarif({ diagnostics }, { out }) {
    out(printJson(sarifLog(sortDiagnostics(diagnostics))));
  },
};

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
