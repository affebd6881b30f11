import { type Compiled, compileSource } from "../../compile.js";
import { type Diagnostic, hasErrors } from "../../core/diagnostic.js";
import { byRisk } from "../../diff/by-risk.js";
import { diffSpecs, type Side } from "../../diff/diff-specs.js";
import { shownPath } from "../../output/location.js";
import { emitAll } from "../../targets/emit.js";
import { loadPlan, type Planned } from "../commands/load-plan.js";
import type { Console } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import { expectRunOn } from "../startup/optimizer.js";
import { type OldSpec, readOld } from "./read-old.js";
import type { DiffReport } from "./report.js";

/** Two specs that were compared. */
export interface Compared {
  readonly report: DiffReport;
  /** The new spec. */
  readonly after: Planned;
}

/**
 * Compares a spec with an earlier one, and prints what is wrong with either.
 *
 * @param word a revision of git, or a file
 * @returns an exit code where they cannot be compared
 */
export async function compareWith(
  word: string,
  file: string,
  terminal: Console,
): Promise<Compared | ExitCode> {
  const old = readOld(word, file === "-" ? "tuning.yaml" : file);
  if ("code" in old) return fail([old], terminal);
  const loaded = await loadPlan(file, terminal);
  if (loaded === undefined) return EXIT.usage;
  const { compiled, request } = loaded;
  const after = sideOf(loaded, compiled);
  const earlier = compileOld(old, after.plan.specName);
  const oldErrors = earlier.errors.filter(
    ({ severity }) => severity === "error",
  );
  const { spec, plan } = earlier;
  printDiagnostics(oldErrors, terminal);
  for (const path of old.outside)
    terminal.err.print(
      `note: ${path} is outside of the git repository: its present text is used for \`${old.name}\`, too\n`,
    );
  if (spec === undefined || plan === undefined) {
    terminal.err.print(
      `${old.name} cannot be compared because of its errors\n`,
    );
    return EXIT.usage;
  }
  if (oldErrors.length > 0)
    terminal.err.print(
      `${old.name} has errors: what it does not say because of them is compared as not set\n`,
    );
  const before = sideOf({ spec, plan }, earlier);
  const result = diffSpecs(before, after, (path) =>
    shownPath(request.location, path),
  );
  return {
    report: {
      before: old.name,
      after: file,
      diff: result,
      sections: byRisk(result),
      oldErrors,
    },
    after: loaded,
  };
}

/** Compiles the earlier spec under the name of the new one, which the headers of files have. */
function compileOld(
  { source, readInclude }: OldSpec,
  specName: string,
): Compiled {
  expectRunOn(source.text.length);
  return compileSource(source, { readInclude, specName });
}

/** Findings of rules prevent files from being written, but not from being compared. */
function sideOf(
  { spec, plan }: Pick<Side, "spec" | "plan">,
  { files, findings, errors }: Compiled,
): Side {
  return {
    spec,
    plan,
    files: hasErrors(errors)
      ? undefined
      : hasErrors(findings)
        ? emitAll(plan)
        : files,
  };
}

function fail(diagnostics: readonly Diagnostic[], terminal: Console): ExitCode {
  printDiagnostics(diagnostics, terminal);
  return EXIT.usage;
}
