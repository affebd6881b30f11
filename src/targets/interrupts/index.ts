import * as templates from "./templates.js";
import { commentLines, referenceLines } from "../../encode/comment.js";
import type { InterruptsPlan } from "../../plan/interrupts.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import {
  interruptsScript,
  scriptTemplate,
} from "../shared/interrupts-script.js";
import { baseName, outputPath } from "../shared/path.js";
import type { Render } from "../shared/template.js";
import type { OutputFile, Target } from "../types.js";

/** A script and its systemd unit, for a Linux that has no target of its own. */
export const interrupts: Target = {
  name: "interrupts",
  templates: { ...templates, scriptTemplate },
  emit: (plan, render) =>
    plan.nodes.flatMap((node) =>
      node.platform.settingsForm === "etc" &&
      node.settings.interrupts !== undefined
        ? files(plan, node, node.settings.interrupts, render)
        : [],
    ),
};

/** Where the script is installed: a folder that every Linux has, and that no package writes to. */
const FOLDER = "/usr/local/sbin";

function files(
  plan: Plan,
  node: NodePlan,
  { why, refs, ...rest }: InterruptsPlan,
  render: Render,
): readonly OutputFile[] {
  const path = outputPath(plan.targets.interrupts.path, node);
  const name = baseName(path);
  const subject = [
    ...nodeSubject(node),
    ...commentLines(why ?? ""),
    ...refs.flatMap(referenceLines),
  ];
  const header = (...wiring: readonly string[]) =>
    fileHeader(plan, subject, wiring);
  return [
    {
      target: "interrupts",
      path,
      text: interruptsScript(
        { why, refs, ...rest },
        header(
          `Install it as ${FOLDER}/${name}; ${name}.service runs it at boot.`,
          "irqbalance would undo what it does: stop it, or ban the interrupts that the script names.",
        ),
        render,
      ),
    },
    {
      target: "interrupts",
      path: `${path}.service`,
      text: render(templates.service, {
        header: header(
          `Install it as /etc/systemd/system/${name}.service, and the script beside it as ${FOLDER}/${name}; "systemctl daemon-reload" and "systemctl enable --now ${name}" run it.`,
        ),
        path: `${FOLDER}/${name}`,
      }),
    },
  ];
}
