import { compileSource, type Compiled } from "../../compile.js";
import {
  type Diagnostic,
  errorsAmong,
  hasErrors,
} from "../../core/diagnostic.js";
import type { Side } from "../../diff/diff-specs.js";
import { emitAll } from "../../targets/emit.js";
import type { Console } from "../console.js";
import { printDiagnostics } from "../formats/text.js";
import { whileShown } from "../progress.js";
import { expectRunOn } from "../startup/optimizer.js";
import type { OldSpec } from "./read-old.js";

/** An earlier spec, compiled, and what is wrong with it. */
export interface EarlierSpec {
  /** Undefined for a spec whose errors leave no plan. */
  readonly side: Side | undefined;
  readonly errors: readonly Diagnostic[];
}

/**
 * Compiles an earlier spec, and prints its errors and which of its files have no past.
 *
 * @param specName the name of the present spec, which the headers of files have
 */
export function compileEarlier(
  { source, readInclude, name, outside }: OldSpec,
  specName: string,
  terminal: Console,
): EarlierSpec {
  expectRunOn(source.text.length);
  const compiled = whileShown(
    terminal,
    `compiling ${name}`,
    source.text.length,
    () => compileSource(source, { readInclude, specName }),
  );
  const errors = errorsAmong(compiled.errors);
  printDiagnostics(errors, terminal);
  for (const path of outside)
    terminal.err.print(
      `note: ${path} is outside of the git repository: its present text is used for \`${name}\`, too\n`,
    );
  const { spec, plan } = compiled;
  return {
    side:
      spec === undefined || plan === undefined
        ? undefined
        : sideOf({ spec, plan }, compiled),
    errors,
  };
}

/** One side of a comparison. Findings of rules prevent files from being written, but not from being compared. */
export function sideOf(
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
