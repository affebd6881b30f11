import type { Compiled } from "../../compile.js";
import { TOOL_FAULT } from "../../rules/lint.js";
import { hasErrors } from "../../core/diagnostic.js";
import { EXIT, type ExitCode } from "../exit.js";

/** Whether a compiled spec may go on to its files. */
export interface Verdict {
  /** The exit code to stop with; undefined if the files can be built. */
  readonly stop: ExitCode | undefined;
}

/** An invalid spec and a crashed rule exit with 2; a finding with severity error, or too many warnings, with 1. */
export function verdict(
  { errors, findings }: Pick<Compiled, "errors" | "findings">,
  { maxWarnings = Infinity }: { readonly maxWarnings?: number },
): Verdict {
  if (hasErrors(errors)) return { stop: EXIT.usage };
  if (findings.some(({ code }) => code === TOOL_FAULT)) {
    return { stop: EXIT.usage };
  }
  const warnings = findings.filter(({ severity }) => severity === "warning");
  if (hasErrors(findings) || warnings.length > maxWarnings) {
    return { stop: EXIT.findings };
  }
  return { stop: undefined };
}
