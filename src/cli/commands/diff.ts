import { isSame } from "../../diff/diff-specs.js";
import { type Console, openConsole } from "../console.js";
import { compareWith } from "../diff/compare.js";
import { diffJson, diffMarkdown } from "../diff/machine-formats.js";
import type { DiffReport } from "../diff/report.js";
import { diffText } from "../diff/text.js";
import { EXIT, type ExitCode } from "../exit.js";
import type { DiffOptions } from "../options.js";

/** Runs `tunegen diff`: tells what changes for each node between an earlier spec and this one. */
export async function diff(
  revision: string | undefined,
  options: DiffOptions,
): Promise<ExitCode> {
  const terminal = openConsole(options);
  const compared = await compareWith(
    revision ?? "HEAD",
    options.file,
    terminal,
  );
  if (typeof compared === "number") return compared;
  print(compared.report, options, terminal);
  return options.exitCode === true && !isSame(compared.report.diff)
    ? EXIT.findings
    : EXIT.fine;
}

function print(
  result: DiffReport,
  { format }: DiffOptions,
  { out }: Console,
): void {
  out.print(
    {
      text: () => diffText(result, out.paint),
      json: () => diffJson(result),
      markdown: () => diffMarkdown(result),
    }[format](),
  );
}
