import { type Command, Option } from "commander";
import { withColour } from "./command-options.js";
import type { report } from "./commands/report.js";
import type { ExitCode } from "./exit.js";
import type { ReportOptions } from "./options.js";

/** The page about a spec. It is a bundle of its own, which is loaded when it is called. */
export type ReportCommand = typeof report;

/** Adds the page about a spec. */
export function addReport(
  tunegen: Command,
  load: () => ReportCommand,
  end: (code: ExitCode) => void,
): void {
  withColour(tunegen.command("report"))
    .description(
      "write one HTML page for reviewers: all settings by role and host with their distance from the default, who else writes them, files, rollout and findings",
    )
    .option(
      "-f, --file <path>",
      "path of the spec, - for standard input",
      "tuning.yaml",
    )
    .addOption(
      new Option("--format <format>", "output format")
        .choices(["html"])
        .default("html"),
    )
    .option("-o, --output <file>", "file to write (default: standard output)")
    .option(
      "--since <revision>",
      "also show what changes since a revision of git, REVISION:PATH or another file",
    )
    .action(async (options: ReportOptions) => {
      end(await load()(options));
    });
}
