import type { Code } from "../../rules/codes.js";
import {
  type Diagnostic,
  inPrintedOrder,
  sortDiagnostics,
} from "../../core/diagnostic.js";
import { visible } from "../../encode/visible.js";
import { toFinding } from "../../core/finding.js";
import type { Console, Paint } from "../console.js";
import { githubAnnotations } from "./github.js";
import { codeQualityReport } from "./gitlab.js";
import type { Format } from "../options.js";
import { junitReport } from "./junit.js";
import { markdownReport } from "./markdown.js";
import { withRepositoryPaths } from "./repository-paths.js";
import { printJson } from "./json.js";
import { sarifLog } from "./sarif.js";
import { select, type Wanted } from "./selection.js";
import { printFindings } from "./text.js";

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

export interface PrintOptions extends Wanted {
  readonly format: Format;
}

/**
 * Prints what was asked for (the findings of `lint`, a diff, a machine's format) to standard output, and the findings of
 * other commands to standard error.
 */
export function printReport(
  report: Report,
  options: PrintOptions,
  console: Console,
): void {
  const isLint = report.command === "lint";
  const { format, quiet } = options;
  const { shown, left } = select(
    report.diagnostics,
    options,
    format === "text" || format === "markdown" ? { isLint } : undefined,
  );
  const summary =
    quiet === true || left === ""
      ? report.summary
      : `${report.summary} (${left})`;
  printers[format](
    quiet === true
      ? { ...report, diagnostics: shown, summary: "", isQuiet: true }
      : { ...report, diagnostics: shown, summary },
    isLint ? { ...console, err: console.out } : console,
  );
}

type Printer = (
  report: Report & { readonly isQuiet?: boolean },
  console: Console,
) => void;

const printers: Readonly<Record<Format, Printer>> = {
  text({ diagnostics, files, diff, summary, isQuiet }, { out, err }) {
    const changed = files.filter(
      ({ status }) => status === "written" || status === "deleted",
    );
    // Together: each text that is printed is a call of the operating system.
    if (isQuiet !== true && changed.length > 0)
      out.print(
        changed
          .map(({ path, status }) => `${status} ${visible(path)}\n`)
          .join(""),
      );
    printFindings(inPrintedOrder(diagnostics), err);
    const gap = diagnostics.length > 0 ? "\n" : "";
    if (diff !== undefined && diff !== "") {
      if (gap !== "") err.print(gap);
      out.print(paintDiff(diff, out.paint));
    }
    if (summary !== "") err.print(`${gap}${visible(summary)}\n`);
  },
  json({ command, diagnostics, files }, { out }) {
    const findings = sortDiagnostics(diagnostics).map(toFinding);
    out.print(printJson({ version: 1, command, findings, files }));
  },
  github({ diagnostics, summary }, { out, err }) {
    out.print(
      githubAnnotations(sortDiagnostics(withRepositoryPaths(diagnostics))),
    );
    if (summary !== "") err.print(`${visible(summary)}\n`);
  },
  gitlab({ diagnostics }, { out }) {
    out.print(
      printJson(
        codeQualityReport(sortDiagnostics(withRepositoryPaths(diagnostics))),
      ),
    );
  },
  sarif({ diagnostics }, { out }) {
    out.print(
      printJson(sarifLog(sortDiagnostics(withRepositoryPaths(diagnostics)))),
    );
  },
  junit({ command, diagnostics }, { out }) {
    out.print(junitReport(command, sortDiagnostics(diagnostics)));
  },
  markdown({ diagnostics, summary }, { out }) {
    out.print(markdownReport(inPrintedOrder(diagnostics), summary));
  },
};

function paintDiff(diff: string, paint: Paint): string {
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
