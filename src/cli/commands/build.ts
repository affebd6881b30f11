import { unifiedDiff } from "../../output/diff.js";
import { shownPath } from "../../output/location.js";
import {
  type Comparison,
  compareWithDisk,
} from "../../output/compare-with-disk.js";
import { writeToDisk } from "../../output/write-to-disk.js";
import { explainFile } from "../../output/explain-file.js";
import { type Diagnostic, hasErrors } from "../../core/diagnostic.js";
import { commandLine } from "./command-line.js";
import { keepCompiled, type Compared, upToDate } from "./compiled-before.js";
import { EXIT, type ExitCode } from "../exit.js";
import { load, type Loaded } from "./load.js";
import type { BuildOptions } from "../options.js";
import { countFiles, countFindings } from "../formats/text.js";
import type { Code } from "../../rules/codes.js";
import { type Outcome, printOutcome } from "./outcome.js";
import { verdict } from "./verdict.js";

/**
 * Runs `tunegen build`: compiles, compares, and writes the changed files.
 *
 * @param buildId which build of tunegen this is; undefined to keep nothing
 */
export async function build(
  options: BuildOptions,
  buildId: string | undefined,
): Promise<ExitCode> {
  const current = await upToDate(options, buildId);
  const outcome =
    current === undefined
      ? await buildAnew(options, buildId)
      : await buildCompared(current, options);
  return printOutcome("build", outcome, options);
}

async function buildAnew(
  options: BuildOptions,
  buildId: string | undefined,
): Promise<Outcome> {
  const loaded = await load(options);
  const outcome = await buildLoaded(loaded, options);
  if (outcome.code === EXIT.fine && options.dryRun !== true)
    keepCompiled(loaded, options, buildId);
  return outcome;
}

/** Compares what was compiled, and writes the changed files; prints nothing. */
export async function buildLoaded(
  { compiled, request }: Loaded,
  options: BuildOptions,
): Promise<Outcome> {
  const diagnostics = [...compiled.errors, ...compiled.findings];
  const { stop } = verdict(compiled, options);
  if (request === undefined || stop !== undefined) {
    const summary = `${countFindings(diagnostics)}; nothing was written`;
    return { diagnostics, files: [], summary, code: stop ?? EXIT.usage };
  }
  const comparison = await compareWithDisk(request);
  return buildCompared({ comparison, diagnostics }, options);
}

function buildCompared(
  { comparison, diagnostics }: Compared,
  options: BuildOptions,
): Promise<Outcome> {
  return options.dryRun === true
    ? preview(comparison, diagnostics, options)
    : write(comparison, diagnostics, options);
}

/** Runs `--dry-run`: reports the diff, and the files that would not be overwritten. */
async function preview(
  comparison: Comparison,
  findings: readonly Diagnostic<Code>[],
  options: BuildOptions,
): Promise<Outcome> {
  const { location } = comparison.request;
  const changes = comparison.files.filter(
    ({ status }) => status !== "fresh" && status !== "orphan-gone",
  );
  const wording = { location, build: commandLine("build", options) };
  const inTheWay = changes
    .filter(({ status }) => /edited|foreign/u.test(status))
    .flatMap((file) => explainFile(file, wording) ?? []);
  const diagnostics = [...findings, ...comparison.errors, ...inTheWay];
  const diffs = await Promise.all(
    changes.map((file) => unifiedDiff(file, location)),
  );
  return {
    diagnostics,
    files: changes.map(({ path, status }) => ({
      path: shownPath(location, path),
      status,
    })),
    diff: diffs.join(""),
    summary: summarise(
      diagnostics,
      changes.length === 0
        ? "nothing would change"
        : `${countFiles(changes.length)} would change`,
    ),
    code: hasErrors(comparison.errors) ? EXIT.usage : EXIT.fine,
  };
}

async function write(
  comparison: Comparison,
  findings: readonly Diagnostic<Code>[],
  options: BuildOptions,
): Promise<Outcome> {
  const { location } = comparison.request;
  const { written, deleted, errors, kept } = await writeToDisk(comparison, {
    force: options.force,
    build: commandLine("build", options),
  });
  const shown = (status: string) => (path: string) => ({
    path: shownPath(location, path),
    status,
  });
  const files = [
    ...written.map(shown("written")),
    ...deleted.map(shown("deleted")),
  ];
  const diagnostics = [...findings, ...errors, ...kept];
  const changed =
    files.length > 0
      ? `${countFiles(files.length)} changed`
      : errors.length > 0
        ? "nothing was written"
        : countFiles(comparison.files.length, "up to date");
  return {
    diagnostics,
    files,
    summary: summarise(diagnostics, changed),
    code: hasErrors(comparison.errors)
      ? EXIT.usage
      : errors.length > 0
        ? EXIT.findings
        : EXIT.fine,
  };
}

function summarise(
  findings: readonly Diagnostic<Code>[],
  done: string,
): string {
  return findings.length === 0 ? done : `${countFindings(findings)}; ${done}`;
}
