import { diffStat } from "../../output/diff-stat.js";
import { MANY_FILES, uniteStale } from "../../output/unite-stale.js";
import { placeInSpec } from "../formats/stale-in-spec.js";
import { unifiedDiff } from "../../output/diff.js";
import { explainComparison } from "../../output/explain-comparison.js";
import { shownPath } from "../../output/location.js";
import { compareWithDisk } from "../../output/compare-with-disk.js";
import { hasErrors } from "../../core/diagnostic.js";
import { commandLine } from "./command-line.js";
import { openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { load } from "./load.js";
import type { CommonOptions } from "../options.js";
import { type Report, printReport } from "../formats/report.js";
import { countFiles, countFindings } from "../formats/text.js";
import { verdict } from "./verdict.js";

/** Runs `tunegen check`: compiles, compares, and prints each file that differs, its diff, and the command to fix it. */
export async function check(options: CommonOptions): Promise<ExitCode> {
  const console = openConsole(options);
  const finish = (
    report: Omit<Report, "command">,
    code: ExitCode,
  ): ExitCode => {
    printReport({ command: "check", ...report }, options, console);
    return code;
  };
  const { compiled, request } = await load(options);
  const diagnostics = [...compiled.errors, ...compiled.findings];
  const { stop } = verdict(compiled, options);
  if (request === undefined || stop !== undefined) {
    const summary = `${countFindings(diagnostics)}; the files were not compared`;
    return finish({ diagnostics, files: [], summary }, stop ?? EXIT.usage);
  }
  const comparison = await compareWithDisk(request);
  const build = commandLine("build", options);
  const isForPeople =
    options.format === "text" || options.format === "markdown";
  const found = explainComparison(comparison, build);
  const stale = isForPeople
    ? uniteStale(found)
    : placeInSpec(found, comparison, compiled.plan);
  const different = comparison.files.filter(({ status }) => status !== "fresh");
  const diffs =
    options.format === "text" && options.quiet !== true
      ? await Promise.all(
          different.map(async (file) => ({
            path: shownPath(request.location, file.path),
            diff: await unifiedDiff(file, request.location),
          })),
        )
      : [];
  const all = [...diagnostics, ...stale];
  const counted = all.length === 0 ? "" : `${countFindings(all)}; `;
  const stat = diffs.length < MANY_FILES ? "" : `${diffStat(diffs)}\n`;
  return finish(
    {
      diagnostics: all,
      files: different.map(({ path, status }) => ({
        path: shownPath(request.location, path),
        status,
      })),
      diff: stat + diffs.map(({ diff }) => diff).join(""),
      summary:
        stale.length === 0
          ? `${counted}${countFiles(comparison.files.length, "up to date")}`
          : hasErrors(comparison.errors) ||
              different.some(({ status }) => /edited|foreign/u.test(status))
            ? countFindings(all)
            : `${counted}run \`${build}\` and commit the result`,
    },
    stale.length === 0
      ? EXIT.fine
      : hasErrors(comparison.errors)
        ? EXIT.usage
        : EXIT.findings,
  );
}
