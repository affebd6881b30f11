import { unifiedDiff } from "../output/diff.js";
import { compareWithDisk } from "../output/reconcile.js";
import { explainFile, explainManifest } from "../output/status.js";
import { shownPath } from "../output/place.js";
import { commandLine } from "./command-line.js";
import { hasErrors } from "./build.js";
import { openConsole } from "./console.js";
import { EXIT, type ExitCode } from "./exit.js";
import { load } from "./load.js";
import type { CommonOptions } from "./main.js";
import { countFindings } from "./print.js";
import { printReport } from "./report.js";

/** `tunegen check`: compile and compare; print every file that differs, its diff, and the command that mends it. */
export async function check(options: CommonOptions): Promise<ExitCode> {
  const console = openConsole(options);
  const { compiled, request } = await load(options);
  const { diagnostics } = compiled;
  if (request === undefined || hasErrors(diagnostics)) {
    printReport(
      {
        command: "check",
        diagnostics,
        files: [],
        summary: countFindings(diagnostics),
      },
      options.format,
      console,
    );
    return EXIT.usage;
  }
  const { place } = request;
  const comparison = await compareWithDisk(request);
  const wording = { place, build: commandLine("build", options) };
  const different = comparison.files.filter(({ status }) => status !== "fresh");
  const stale = different.flatMap((file) => explainFile(file, wording) ?? []);
  const { manifest } = comparison;
  if (
    different.length === 0 &&
    manifest.status !== "fresh" &&
    comparison.faults.length === 0
  ) {
    stale.push(explainManifest(manifest.status, manifest.path, wording));
  }
  const all = [...diagnostics, ...comparison.faults, ...stale];
  const diffs =
    options.format === "text"
      ? await Promise.all(different.map((file) => unifiedDiff(file, place)))
      : [];
  const total = comparison.files.length;
  printReport(
    {
      command: "check",
      diagnostics: all,
      files: different.map(({ path, status }) => ({
        path: shownPath(place, path),
        status,
      })),
      diff: diffs.join(""),
      summary:
        all.length === 0
          ? `${total} file${total === 1 ? " is" : "s are"} up to date`
          : `${countFindings(all)}${stale.length > 0 ? `; run \`${wording.build}\` and commit the result` : ""}`,
    },
    options.format,
    console,
  );
  if (hasErrors(comparison.faults)) return EXIT.usage;
  return stale.length > 0 ? EXIT.findings : EXIT.fine;
}
