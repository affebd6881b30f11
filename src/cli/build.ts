import { unifiedDiff } from "../output/diff.js";
import { compareWithDisk } from "../output/reconcile.js";
import { writeToDisk } from "../output/settle.js";
import { explainFile } from "../output/status.js";
import { shownPath } from "../output/place.js";
import type { Diagnostic } from "../spec/diagnostic.js";
import { openConsole } from "./console.js";
import { EXIT, type ExitCode } from "./exit.js";
import { commandLine } from "./command-line.js";
import { load } from "./load.js";
import type { CommonOptions } from "./main.js";
import { countFindings } from "./print.js";
import { type FileReport, printReport } from "./report.js";

export interface BuildOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** `tunegen build`: compile, compare, and write what changed. */
export async function build(options: BuildOptions): Promise<ExitCode> {
  const console = openConsole(options);
  const finish = (
    diagnostics: readonly Diagnostic[],
    files: readonly FileReport[],
    summary: string,
    diff = "",
  ): void => {
    printReport(
      { command: "build", diagnostics, files, summary, diff },
      options.format,
      console,
    );
  };
  const { compiled, request } = await load(options);
  const { diagnostics } = compiled;
  if (request === undefined || hasErrors(diagnostics)) {
    finish(
      diagnostics,
      [],
      `${countFindings(diagnostics)}; nothing was written`,
    );
    return EXIT.usage;
  }
  const comparison = await compareWithDisk(request);
  if (options.dryRun === true) {
    const diffs = await Promise.all(
      comparison.files.map((file) => unifiedDiff(file, request.place)),
    );
    const changes = comparison.files.filter(
      ({ status }) => status !== "fresh" && status !== "orphan-gone",
    );
    const wording = {
      place: request.place,
      build: commandLine("build", options),
    };
    const inTheWay = changes
      .filter(
        ({ status }) =>
          status === "edited" ||
          status === "foreign" ||
          status === "orphan-edited",
      )
      .flatMap((file) => explainFile(file, wording) ?? []);
    const all = [...diagnostics, ...comparison.faults, ...inTheWay];
    const files = changes.map(({ path, status }) => ({
      path: shownPath(request.place, path),
      status,
    }));
    finish(
      all,
      files,
      summaryOf(files.length, "would change", all),
      diffs.join(""),
    );
    return hasErrors(comparison.faults) ? EXIT.usage : EXIT.fine;
  }
  const report = await writeToDisk(comparison, {
    force: options.force,
    build: commandLine("build", options),
  });
  const files = [
    ...report.written.map((path) => ({
      path: shownPath(request.place, path),
      status: "written",
    })),
    ...report.deleted.map((path) => ({
      path: shownPath(request.place, path),
      status: "deleted",
    })),
  ];
  const all = [...diagnostics, ...report.faults, ...report.kept];
  if (options.format === "text") {
    for (const { path, status } of files) console.out(`${status} ${path}\n`);
  }
  if (report.faults.length > 0) {
    finish(
      all,
      files,
      `${countFindings(all)}${files.length === 0 ? "; nothing was written" : ""}`,
    );
    return report.faults.every(({ rule }) => rule.startsWith("output-"))
      ? EXIT.findings
      : EXIT.usage;
  }
  finish(
    all,
    files,
    summaryOf(files.length, "changed", all, comparison.files.length),
  );
  return EXIT.fine;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

function summaryOf(
  count: number,
  what: string,
  findings: readonly Diagnostic[],
  total?: number,
): string {
  const files =
    count === 0
      ? `everything is up to date${total === undefined ? "" : `: ${total} file${total === 1 ? "" : "s"}`}`
      : `${count} file${count === 1 ? "" : "s"} ${what}`;
  return findings.length === 0 ? files : `${files}; ${countFindings(findings)}`;
}
