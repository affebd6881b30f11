import { spec } from "../../../templates/runbook/runbook.hbs";
import { template } from "../shared/template.js";

/** A runbook, in Markdown. */
export interface RunbookView {
  readonly header: readonly string[];
  readonly lines: readonly string[];
}

export const runbookFile = template<RunbookView>("runbook/runbook", spec);
