import { type Diagnostic, error } from "../../src/core/diagnostic.js";
import { applyEdits } from "../../src/core/edits.js";
import { positionAt } from "../../src/core/source.js";
import { readSpec } from "../../src/language/read.js";
import { targets } from "../../src/targets/emit.js";

const known = new Map<string, readonly Diagnostic[]>();

function errorsIn(text: string): readonly Diagnostic[] {
  const errors = known.get(text) ?? read(text);
  known.set(text, errors);
  return errors;
}

function read(text: string): readonly Diagnostic[] {
  const readInclude = (name: string): Diagnostic =>
    error("unreadable-include", undefined, `${name} does not exist`);
  return readSpec({ name: "tuning.yaml", text }, { targets, readInclude })
    .errors;
}

/** The errors of a spec before it is planned, as `line:column help`. */
export function remediesIn(text: string): readonly string[] {
  return errorsIn(text).map(({ span, help, message }) => {
    const { line, column } =
      span === undefined
        ? { line: 0, column: 0 }
        : positionAt(span.source, span.start);
    return `${line}:${column} ${help ?? message}`;
  });
}

/** The text after `lint --fix` has nothing more to mend in it. */
export function mended(text: string): string {
  let current = text;
  for (let round = 0; round < 5; round += 1) {
    const edits = errorsIn(current).flatMap((each) => each.fix ?? []);
    if (edits.length === 0) break;
    current = applyEdits(current, edits);
  }
  return current;
}
