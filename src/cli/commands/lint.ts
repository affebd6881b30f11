import type { Compiled } from "../../compile.js";
import { hasErrors } from "../../core/diagnostic.js";
import { visible } from "../../encode/visible.js";
import { writeBaseline } from "../baseline/baseline.js";
import { openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { fix } from "./fix.js";
import { load } from "./load.js";
import type { LintOptions } from "../options.js";
import { printReport } from "../formats/report.js";
import { countFindings, printDiagnostics } from "../formats/text.js";
import { verdict } from "./verdict.js";

/**
 * Runs `tunegen lint`: prints the findings; compares nothing, and writes only what `--fix` mends and the file of
 * `--write-baseline`.
 */
export async function lint(options: LintOptions): Promise<ExitCode> {
  const fixed = options.fix === true ? await fix(options) : undefined;
  const { compiled } = fixed ?? (await load({ ...options, upTo: "findings" }));
  if (options.writeBaseline !== undefined && !hasErrors(compiled.errors))
    return record(compiled, options);
  const diagnostics = [...compiled.errors, ...compiled.findings];
  const { stop } = verdict(compiled, options);
  printReport(
    {
      command: "lint",
      diagnostics,
      files: [],
      ...(fixed && { diff: fixed.diff }),
      summary: [
        ...(fixed === undefined ? [] : [fixed.summary]),
        diagnostics.length === 0 ? "no findings" : countFindings(diagnostics),
      ].join("; "),
    },
    options,
    openConsole(options),
  );
  return fixed?.failed === true ? EXIT.usage : (stop ?? EXIT.fine);
}

/** Runs `--write-baseline`. */
function record(
  compiled: Compiled,
  { file, baseline, writeBaseline: named, ...options }: LintOptions,
): ExitCode {
  const console = openConsole(options);
  const spec = file === "-" ? "tuning.yaml" : file;
  const path = typeof named === "string" ? named : baseline;
  const written = writeBaseline(compiled, spec, path);
  if ("code" in written) {
    printDiagnostics([written], console);
    return EXIT.usage;
  }
  const { count } = written;
  if (options.quiet !== true)
    console.err.print(
      `${count} ${count === 1 ? "finding" : "findings"} recorded in ${visible(written.path)}\n`,
    );
  return EXIT.fine;
}
