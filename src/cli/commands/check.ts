import { diffStat } from "../../output/diff-stat.js";
import { MANY_FILES, uniteStale } from "../../output/unite-stale.js";
import { placeInSpec } from "../formats/stale-in-spec.js";
import { unifiedDiff } from "../../output/diff.js";
import { explainComparison } from "../../output/explain-comparison.js";
import { shownPath } from "../../output/location.js";
import { compareWithDisk } from "../../output/compare-with-disk.js";
import { hasErrors } from "../../core/diagnostic.js";
import { commandLine } from "./command-line.js";
import { keepCompiled, type Compared, upToDate } from "./compiled-before.js";
import { EXIT, type ExitCode } from "../exit.js";
import { load } from "./load.js";
import type { CommonOptions } from "../options.js";
import { countFiles, countFindings } from "../formats/text.js";
import { type Outcome, printOutcome } from "./outcome.js";
import { verdict } from "./verdict.js";

/**
 * Runs `tunegen check`: compiles, compares, and prints each file that differs, its diff, and the command to fix it.
 *
 * @param buildId which build of tunegen this is; undefined to keep nothing
 */
export async function check(
  options: CommonOptions,
  buildId: string | undefined,
): Promise<ExitCode> {
  const current = await upToDate(options, buildId);
  const outcome =
    current === undefined ? await checkAnew(options, buildId) : passed(current);
  return printOutcome("check", outcome, options);
}

async function checkAnew(
  options: CommonOptions,
  buildId: string | undefined,
): Promise<Outcome> {
  const loaded = await load(options);
  const { compiled, request } = loaded;
  const diagnostics = [...compiled.errors, ...compiled.findings];
  const { stop } = verdict(compiled, options);
  if (request === undefined || stop !== undefined) {
    const summary = `${countFindings(diagnostics)}; the files were not compared`;
    return { diagnostics, files: [], summary, code: stop ?? EXIT.usage };
  }
  const comparison = await compareWithDisk(request);
  const build = commandLine("build", options);
  const found = explainComparison(comparison, build);
  if (found.length === 0) {
    keepCompiled(loaded, options, buildId);
    return passed({ diagnostics, comparison });
  }
  const isForPeople =
    options.format === "text" || options.format === "markdown";
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
  const stat = diffs.length < MANY_FILES ? "" : `${diffStat(diffs)}\n`;
  return {
    diagnostics: all,
    files: different.map(({ path, status }) => ({
      path: shownPath(request.location, path),
      status,
    })),
    diff: stat + diffs.map(({ diff }) => diff).join(""),
    summary:
      hasErrors(comparison.errors) ||
      different.some(({ status }) => /edited|foreign/u.test(status))
        ? countFindings(all)
        : `${countFindings(all)}; run \`${build}\` and commit the result`,
    code: hasErrors(comparison.errors) ? EXIT.usage : EXIT.findings,
  };
}

function passed({ diagnostics, comparison: { files } }: Compared): Outcome {
  const counted =
    diagnostics.length === 0 ? "" : `${countFindings(diagnostics)}; `;
  return {
    diagnostics,
    files: [],
    summary: counted + countFiles(files.length, "up to date"),
    code: EXIT.fine,
  };
}
