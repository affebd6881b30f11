import type { Compiled } from "../../compile.js";
import { TOOL_FAULT } from "../../rules/lint.js";
import { hasErrors } from "../../core/diagnostic.js";
import { EXIT, type ExitCode } from "../exit.js";

/** Whether a compiled spec may go on to its files. */
export interface Verdict {
  /** The exit code to stop with; undefined where nothing stands in the way. */
  readonly stop: ExitCode | undefined;
}

/** A broken spec and a rule that failed itself end with 2, a finding that is an error or one warning too many with 1. */
export function verdict(
  { faults, findings }: Compiled,
  { maxWarnings = Infinity }: { readonly maxWarnings?: number },
): Verdict {
  if (hasErrors(faults)) return { stop: EXIT.usage };
  if (findings.some(({ code }) => code === TOOL_FAULT)) {
    return { stop: EXIT.usage };
  }
  const warnings = findings.filter(({ severity }) => severity === "warning");
  if (hasErrors(findings) || warnings.length > maxWarnings) {
    return { stop: EXIT.findings };
  }
  return { stop: undefined };
}
