import { errorsAmong } from "../../core/diagnostic.js";
import { isSame } from "../../diff/diff-specs.js";
import { plainText } from "../../encode/markdown.js";
import { runbookText } from "../../targets/runbook/index.js";
import { renderWith } from "../../targets/shared/template.js";
import { openConsole } from "../console.js";
import { compareWith } from "../diff/compare.js";
import { diffMarkdown } from "../diff/machine-formats.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import type { BuildOptions } from "../options.js";
import { loadTemplates } from "../templates.js";

/**
 * Runs `tunegen build --since`: prints the runbook with what changes since a revision, and writes no files. The file of
 * the runbook depends on the spec only, so that `check` compares it without knowing a revision.
 */
export async function buildSince(
  revision: string,
  options: BuildOptions,
): Promise<ExitCode> {
  const terminal = openConsole(options);
  const compared = await compareWith(revision, options.file, terminal);
  if (typeof compared === "number") return compared;
  const { report, after } = compared;
  const { findings, files } = after.compiled;
  const { templates, errors } = await loadTemplates(options.templates);
  const broken = errorsAmong([...errors, ...findings]);
  if (broken.length > 0) {
    printDiagnostics(broken, terminal);
    return errors.length > 0 ? EXIT.usage : EXIT.findings;
  }
  const title = `## What changes since ${plainText(report.before)}`;
  const changes = isSame(report.diff)
    ? "Nothing."
    : diffMarkdown(report, Infinity).trimEnd();
  terminal.out.print(
    runbookText(after.plan, files, renderWith(templates), [title, "", changes]),
  );
  return EXIT.fine;
}
