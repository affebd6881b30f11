import { byRisk } from "../../diff/by-risk.js";
import { diffSpecs, type Side } from "../../diff/diff-specs.js";
import type { SpecDiff } from "../../diff/types.js";
import { shownPath } from "../../output/location.js";
import { loadPlan, type Planned } from "../commands/load-plan.js";
import type { Console } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import { whileShown } from "../progress.js";
import { compileEarlier, sideOf } from "./earlier-spec.js";
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
  const old = earlierSpec(word, file, terminal);
  if (old === undefined) return EXIT.usage;
  const loaded = await loadPlan(file, terminal, "files");
  if (loaded === undefined) return EXIT.usage;
  const after = sideOf(loaded, loaded.compiled);
  const report = compareSides(old, after, loaded, file, terminal);
  return report === undefined ? EXIT.usage : { report, after: loaded };
}

/** Reads the spec that a word names; prints why it cannot be read, and returns undefined. */
export function earlierSpec(
  word: string,
  file: string,
  terminal: Console,
): OldSpec | undefined {
  const old = readOld(word, file === "-" ? "tuning.yaml" : file);
  if (!("code" in old)) return old;
  printDiagnostics([old], terminal);
  return undefined;
}

/**
 * Compares a compiled spec with an earlier one; prints what is wrong with that, and returns undefined if nothing is left.
 *
 * @param refine removes what is not to be told
 */
export function compareSides(
  old: OldSpec,
  after: Side,
  { request }: Pick<Planned, "request">,
  file: string,
  terminal: Console,
  refine: (diff: SpecDiff) => SpecDiff = (diff) => diff,
): DiffReport | undefined {
  const { side: before, errors: oldErrors } = compileEarlier(
    old,
    after.plan.specName,
    terminal,
  );
  if (before === undefined) {
    terminal.err.print(
      `${old.name} cannot be compared because of its errors\n`,
    );
    return undefined;
  }
  if (oldErrors.length > 0)
    terminal.err.print(
      `${old.name} has errors: what it does not say because of them is compared as not set\n`,
    );
  const result = whileShown(
    terminal,
    `comparing ${file} with ${old.name}`,
    old.source.text.length,
    () =>
      refine(
        diffSpecs(before, after, (path) => shownPath(request.location, path)),
      ),
  );
  return {
    before: old.name,
    after: file,
    diff: result,
    sections: byRisk(result),
    oldErrors,
  };
}
