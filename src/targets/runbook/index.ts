import { generatedAgain } from "../../core/generated.js";
import { visibleLine } from "../../encode/visible.js";
import type { Plan } from "../../plan/types.js";
import { defineTarget } from "../define-target.js";
import type { Render } from "../shared/template.js";
import type { OutputFile } from "../types.js";
import { documentLines } from "./document.js";
import * as templates from "./templates.js";

/** Emits the procedure of the section `rollout`, with the files and values of the spec. */
export const runbook = defineTarget({
  name: "runbook",
  summary:
    "The procedure by which the tuning is rolled out, if the spec has the section `rollout`",
  outputs: {
    path: {
      path: "runbook.md",
      per: "spec",
      description:
        "A runbook: the commands of each stage that apply, verify, watch and roll back",
    },
  },
  options: {},
  section: "rollout",
  handles: {},
  writesFor: () => false,
  isAboutFiles: true,
  templates,
  emit: ({ plan, others, render }) =>
    (plan.rollouts ?? []).length === 0
      ? []
      : [
          {
            output: "path" as const,
            nodes: [],
            text: runbookText(plan, others, render),
          },
        ],
});

/**
 * Writes a runbook.
 *
 * @param files those of the other targets
 * @param changes what changes since a revision, as Markdown
 */
export function runbookText(
  plan: Plan,
  files: readonly OutputFile[],
  render: Render,
  changes?: readonly string[],
): string {
  const name = visibleLine(plan.specName).replaceAll("--", "- -");
  return render(templates.runbookFile, {
    header: [`<!-- ${generatedAgain(name)} -->`],
    lines: documentLines({ plan, files }, plan.rollouts ?? [], changes),
  });
}
