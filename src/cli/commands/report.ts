import type { Compiled } from "../../compile.js";
import {
  type Diagnostic,
  error,
  errorsAmong,
  hasErrors,
} from "../../core/diagnostic.js";
import { isDiskError } from "../../output/errno.js";
import { type OutputLocation, shownPath } from "../../output/location.js";
import { nodeNotes } from "../../diff/by-risk.js";
import { isReport, reportHtml } from "../../report/html/page.js";
import { type ReportedPlan, reportOf } from "../../report/report.js";
import type { ChangesReport } from "../../report/types.js";
import { emitAll } from "../../targets/emit.js";
import { type Console, openConsole } from "../console.js";
import { compareWith } from "../diff/compare.js";
import { headline, noteTexts } from "../diff/report.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import type { ReportOptions } from "../options.js";
import { unwritable, writeNamed } from "../write-named.js";
import { load } from "./load.js";

/**
 * Runs `tunegen report`: writes one page about a spec for reviewers. A spec with errors gives a page that shows them, and
 * exit code 1.
 */
export async function report(options: ReportOptions): Promise<ExitCode> {
  const terminal = openConsole(options);
  const { compiled, request } = await load({
    file: options.file,
    format: "text",
  });
  const errors = errorsAmong(compiled.errors);
  printDiagnostics(errors, terminal);
  // Nothing was read that a page could be about.
  if (errors.some(({ span }) => span === undefined)) return EXIT.usage;
  const planned = request && plannedOf(compiled, request.location);
  const changes =
    options.since === undefined || planned === undefined
      ? undefined
      : await changesSince(options.since, options.file, terminal);
  if (typeof changes === "number") return changes;
  const html = reportHtml(
    reportOf({
      name: options.file === "-" ? "tuning.yaml" : options.file,
      diagnostics: [...compiled.errors, ...compiled.findings],
      spec: compiled.spec,
      planned,
      changes,
    }),
  );
  if (options.output === undefined || options.output === "-")
    terminal.out.print(html);
  else {
    const failure = write(options.output, html);
    if (failure !== undefined) {
      printDiagnostics([failure], terminal);
      return EXIT.usage;
    }
    terminal.out.print(`${options.output}\n`);
  }
  return hasErrors([...errors, ...compiled.findings])
    ? EXIT.findings
    : EXIT.fine;
}

/** Findings of rules prevent files from being written, but not from being shown. */
function plannedOf(
  { spec, plan, files, errors, findings }: Compiled,
  location: OutputLocation,
): ReportedPlan | undefined {
  if (spec === undefined || plan === undefined || hasErrors(errors))
    return undefined;
  return {
    spec,
    plan,
    files: hasErrors(findings) ? emitAll(plan) : files,
    shownPath: (path) => shownPath(location, path),
  };
}

async function changesSince(
  revision: string,
  file: string,
  terminal: Console,
): Promise<ChangesReport | ExitCode> {
  const compared = await compareWith(revision, file, terminal);
  if (typeof compared === "number") return compared;
  const { diff, sections } = compared.report;
  return {
    headline: headline(compared.report),
    sections,
    notes: nodeNotes(diff).map((notes) => ({
      subject: notes.subject,
      texts: noteTexts(notes),
    })),
    files: diff.files,
  };
}

/** Writes the page; replaces an earlier page, and nothing else. */
function write(file: string, text: string): Diagnostic | undefined {
  try {
    return writeNamed(file, text, isReport)
      ? undefined
      : error(
          "output-exists",
          undefined,
          `${file} exists already, and is not a report of tunegen`,
          {
            why: "only an earlier report is overwritten",
            help: "choose another file with -o, or remove this one first",
          },
        );
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return unwritable(file, thrown, "choose another file with -o");
  }
}
