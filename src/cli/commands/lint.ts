import { openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { load } from "./load.js";
import type { CommonOptions } from "../options.js";
import { printReport } from "../formats/report.js";
import { countFindings } from "../formats/text.js";
import { verdict } from "./verdict.js";

/** Runs `tunegen lint`: prints the findings; compares and writes nothing. */
export async function lint(options: CommonOptions): Promise<ExitCode> {
  const { compiled } = await load(options);
  const diagnostics = [...compiled.errors, ...compiled.findings];
  const { stop } = verdict(compiled, options);
  printReport(
    {
      command: "lint",
      diagnostics,
      files: [],
      summary:
        diagnostics.length === 0 ? "no findings" : countFindings(diagnostics),
    },
    options.format,
    openConsole(options),
  );
  return stop ?? EXIT.fine;
}
