import { realpathSync } from "node:fs";
import { type Diagnostic, error } from "../../core/diagnostic.js";
import type { Source } from "../../core/source.js";
import { visible } from "../../encode/visible.js";
import { type Imported, importFiles } from "../../import/import-files.js";
import { type ReportLine, reportLines } from "../../import/report.js";
import { insertInto } from "../../import/spec/insert.js";
import { writeSpec } from "../../import/spec/write.js";
import { isSource } from "../../language/decode.js";
import { isDiskError } from "../../output/errno.js";
import { replaceFile } from "../../output/temporary.js";
import { type Console, openConsole, type Paint } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { countFiles, printDiagnostics } from "../formats/text.js";
import { type Gathered, gather } from "../import/gather.js";
import type { ImportOptions } from "../options.js";
import { openProgress, whileShown } from "../progress.js";
import { readSource } from "../read-source.js";
import { schemaAddress } from "../schema-address.js";
import { expectRunOn } from "../startup/optimizer.js";
import { unwritable, writeNamed } from "../write-named.js";

/** What to do where the spec cannot be written. */
const HELP = "choose another place, or print the spec with -o -";

/**
 * Runs `tunegen import`: reads settings of hand-written files, and writes a spec with them. What was not taken is listed
 * on standard error, and then the exit code is 1.
 */
export function importCommand(
  paths: readonly string[],
  options: ImportOptions,
): ExitCode {
  const terminal = openConsole(options);
  const progress = openProgress(terminal);
  const gathered = gather(paths, options.role ?? [], progress);
  progress.end();
  const fatal = gathered.errors.filter(({ span }) => span === undefined);
  printDiagnostics(gathered.errors, terminal);
  if (gathered.files.length === 0 && fatal.length > 0) return EXIT.usage;
  const length = gathered.files.reduce(
    (sum, { source }) => sum + source.text.length,
    0,
  );
  expectRunOn(length);
  const imported = whileShown(
    terminal,
    `importing ${countFiles(gathered.files.length)}`,
    length,
    () => importFiles(gathered.files, options.from),
  );
  const failure = write(imported, options, terminal);
  if (failure !== undefined) {
    printDiagnostics([failure], terminal);
    return EXIT.usage;
  }
  terminal.err.print(
    reportLines(imported)
      .map((line) => printed(line, terminal.err.paint))
      .join(""),
  );
  return isWhole(imported, gathered) ? EXIT.fine : EXIT.findings;
}

/** Whether everything that was found is in the spec. */
function isWhole(
  { remarks, unknown, count }: Imported,
  { errors }: Gathered,
): boolean {
  return (
    count > 0 &&
    errors.length === 0 &&
    unknown.length === 0 &&
    remarks.every(({ kind }) => kind !== "left")
  );
}

/** Writes the spec where the options say; returns why it cannot. */
function write(
  imported: Imported,
  { output = "-", into }: ImportOptions,
  { out }: Console,
): Diagnostic | undefined {
  if (imported.count === 0) return undefined;
  if (into !== undefined) return addTo(into, imported);
  const text = writeSpec(
    imported.draft,
    schemaAddress(output === "-" ? "tuning.yaml" : output),
  );
  if (output === "-") {
    out.print(text);
    return undefined;
  }
  try {
    // Nothing is ever overwritten: the file may have been edited since it was imported.
    return writeNamed(output, text, () => false)
      ? undefined
      : error("import-exists", undefined, `${output} exists already`, {
          why: "import never overwrites a file",
          help: `add to it with --into ${output}, or write to another file`,
        });
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return unwritable(output, thrown, HELP);
  }
}

function addTo(path: string, { draft }: Imported): Diagnostic | undefined {
  const spec: Source | Diagnostic = readSource("spec", path, path);
  if (!isSource(spec)) return spec;
  const inserted = insertInto(spec, draft);
  if ("fault" in inserted)
    return error("import-conflict", undefined, inserted.fault, {
      help: inserted.help,
    });
  try {
    replaceFile(realpathSync(path), inserted.text);
    return undefined;
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return unwritable(path, thrown, HELP);
  }
}

function printed({ kind, text }: ReportLine, paint: Paint): string {
  const shown = visible(text);
  if (kind === "left" || kind === "unknown") return `${paint.yellow(shown)}\n`;
  return kind === "summary" ? `${paint.bold(shown)}\n` : `${shown}\n`;
}

export type ImportCommand = typeof importCommand;
