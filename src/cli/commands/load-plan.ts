import { errorsAmong } from "../../core/diagnostic.js";
import type { Compiled } from "../../compile.js";
import type { Spec } from "../../language/model.js";
import type { OutputRequest } from "../../output/compare-with-disk.js";
import type { Plan } from "../../plan/types.js";
import type { Console } from "../console.js";
import { printDiagnostics } from "../formats/text.js";
import { load } from "./load.js";

/** A spec without errors. Findings of rules do not matter to nodes that run. */
export interface Planned {
  readonly spec: Spec;
  readonly plan: Plan;
  readonly compiled: Compiled;
  readonly request: OutputRequest;
}

/**
 * Reads and plans a spec for a command about nodes; prints its errors and returns undefined if it has any.
 * @param needs `plan` where the command does not look at the files of a build
 */
export async function loadPlan(
  file: string,
  terminal: Console,
  needs: "plan" | "files",
): Promise<Planned | undefined> {
  const { compiled, request } = await load({
    file,
    format: "text",
    upTo: needs,
  });
  const { spec, plan } = compiled;
  const errors = errorsAmong(compiled.errors);
  printDiagnostics(errors, terminal);
  return spec === undefined ||
    plan === undefined ||
    request === undefined ||
    errors.length > 0
    ? undefined
    : { spec, plan, compiled, request };
}
