import type { Compiled } from "../../compile.js";
import {
  type Diagnostic,
  error,
  errorsAmong,
  hasErrors,
} from "../../core/diagnostic.js";
import { isDiskError } from "../../output/errno.js";
import type { OutputRequest } from "../../output/compare-with-disk.js";
import { shownPath } from "../../output/location.js";
import { nodeNotes } from "../../diff/by-risk.js";
import { isSame, type Side } from "../../diff/diff-specs.js";
import { isReport, reportHtml } from "../../report/html/page.js";
import { knownChanges } from "../../report/known/known-changes.js";
import { type KnownPart, knownPart } from "../../report/known/known-part.js";
import { reportOf } from "../../report/report.js";
import type { ChangesReport } from "../../report/types.js";
import { type Console, openConsole } from "../console.js";
import { compareSides, earlierSpec } from "../diff/compare.js";
import { sideOf } from "../diff/earlier-spec.js";
import { headline, noteTexts } from "../diff/report.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import type { Code } from "../../rules/codes.js";
import type { ReportOptions } from "../options.js";
import { unwritable, writeNamed } from "../write-named.js";
import { load } from "./load.js";

/**
 * Runs `tunegen report`: writes one page about a spec for reviewers. A spec with errors gives a page of what is known in
 * spite of them, and exit code 1.
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
  const planned = request && plannedOf(compiled, request);
  const changes =
    options.since === undefined || planned === undefined
      ? undefined
      : changesSince(options.since, planned, options.file, terminal);
  if (changes === "not comparable") return EXIT.usage;
  const html = reportHtml(
    reportOf({
      name: options.file === "-" ? "tuning.yaml" : options.file,
      diagnostics: diagnosticsOf(compiled),
      spec: compiled.spec,
      planned: planned && {
        ...planned,
        files: planned.files ?? [],
        shownPath: (path) => shownPath(planned.request.location, path),
      },
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

/** The side of a comparison that the report is about, what is known of it, and where its files go. */
interface ReportedSide extends Side {
  readonly part: KnownPart;
  readonly request: OutputRequest;
}

function plannedOf(
  compiled: Compiled,
  request: OutputRequest,
): ReportedSide | undefined {
  const { spec, plan, errors } = compiled;
  const part =
    spec && plan && knownPart(spec, plan, errors, diagnosticsOf(compiled));
  return spec === undefined || part === undefined
    ? undefined
    : { ...sideOf({ spec, plan: part.plan }, compiled), part, request };
}

function diagnosticsOf({
  errors,
  findings,
}: Compiled): readonly Diagnostic<Code>[] {
  return [...errors, ...findings];
}

function changesSince(
  revision: string,
  planned: ReportedSide,
  file: string,
  terminal: Console,
): ChangesReport | "not comparable" {
  const { part } = planned;
  const old = earlierSpec(revision, file, terminal);
  const compared =
    old &&
    compareSides(old, planned, planned, file, terminal, (diff) =>
      knownChanges(diff, part),
    );
  if (compared === undefined) return "not comparable";
  const { diff, sections, before, oldErrors } = compared;
  return {
    headline:
      part.losses.length > 0 && isSame(diff)
        ? `${file} compared with ${before}: nothing that is known changes`
        : headline(compared),
    remarks: [
      ...(part.losses.length > 0
        ? [`What is missing of ${file} because of its errors was not compared.`]
        : []),
      ...(oldErrors.length > 0
        ? [
            `${before} has errors: what it does not say because of them is compared as not set.`,
          ]
        : []),
    ],
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
