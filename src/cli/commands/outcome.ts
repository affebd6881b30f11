import { openConsole } from "../console.js";
import type { ExitCode } from "../exit.js";
import { type Report, printReport } from "../formats/report.js";
import type { CommonOptions } from "../options.js";

/** What a command reports, and how it ends. */
export type Outcome = Omit<Report, "command"> & { readonly code: ExitCode };

/** Prints the report of a command, and returns its exit code. */
export function printOutcome(
  command: string,
  { code, ...report }: Outcome,
  options: CommonOptions,
): ExitCode {
  printReport({ command, ...report }, options, openConsole(options));
  return code;
}
