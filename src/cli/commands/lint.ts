import { openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { fix } from "./fix.js";
import { load } from "./load.js";
import type { LintOptions } from "../options.js";
import { printReport } from "../formats/report.js";
import { countFindings } from "../formats/text.js";
import { verdict } from "./verdict.js";

/** Runs `tunegen lint`: prints the findings; compares nothing, and writes only what `--fix` mends. */
export async function lint(options: LintOptions): Promise<ExitCode> {
  const fixed = options.fix === true ? await fix(options) : undefined;
  const { compiled } = fixed ?? (await load(options));
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
    openConsole(options, "stdout"),
  );
  return fixed?.failed === true ? EXIT.usage : (stop ?? EXIT.fine);
}
