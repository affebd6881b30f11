import { codeBlock, inlineCode, plainText } from "../../encode/markdown.js";
import type { Member, RolloutPlan, StagePlan } from "../../plan/types.js";
import { nodeLines } from "./batches.js";
import { itemLines } from "./cluster.js";
import {
  askHost,
  memberName,
  type RunbookContext,
  tunegen,
} from "./context.js";
import { eachMember } from "./each.js";
import { rollbackCommands } from "./node-commands.js";
import { stopLines, watchLines } from "./signals.js";
import { userCommands } from "./user-commands.js";

/** Writes one stage: how it is applied, verified, watched and rolled back. */
export function stageLines(
  context: RunbookContext,
  rollout: RolloutPlan,
  stage: StagePlan,
  number: number,
): readonly string[] {
  const watch = watchLines(context, rollout, stage);
  const stop = stopLines(context, rollout, stage);
  return [
    `### Stage ${number}: ${plainText(stage.name)}`,
    "",
    ...(stage.why === undefined ? [] : [plainText(stage.why), ""]),
    ...stage.refs.flatMap((ref) => [`Reference: ${plainText(ref)}`, ""]),
    ...(stage.items.length > 0
      ? itemLines(context, stage)
      : nodeLines(context, stage)),
    ...(watch.length === 0 && stage.soak === undefined
      ? []
      : [
          `#### Watch${stage.soak === undefined ? "" : ` for ${stage.soak.text}`}`,
          "",
          ...(watch.length === 0
            ? ["Go on if nothing unusual happens.", ""]
            : [...watch, ""]),
        ]),
    ...(stop.length === 0
      ? []
      : ["#### Stop, and roll back, if", "", ...stop, ""]),
    ...(stage.items.length > 0 ? [] : rollbackLines(context, stage)),
  ];
}

function rollbackLines(
  context: RunbookContext,
  { members, rollback }: StagePlan,
): readonly string[] {
  const named = members.filter(({ host }) => host !== undefined);
  const unnamed = members.filter(({ host }) => host === undefined);
  const groups = [
    ...(named.length === 0 ? [] : [named]),
    ...unnamed.map((member) => [member]),
  ];
  const blocks = (
    commandsOf: (some: readonly Member[]) => readonly string[],
  ): readonly string[] =>
    groups.flatMap((some) => {
      const member = some.find(({ host }) => host === undefined);
      return [
        ...(member === undefined ? [] : [`For ${memberName(member)}:`, ""]),
        ...codeBlock("sh", [...askHost(member), ...new Set(commandsOf(some))]),
        "",
      ];
    });
  return [
    "#### Roll back",
    "",
    "The old values at once. What nothing undoes on a running node is printed; `steps.md` in each folder has all steps.",
    "",
    ...blocks((some) =>
      eachMember(some, (member) => rollbackCommands(context, member)),
    ),
    `Then revert the change of ${inlineCode(context.plan.specName)}, run ${inlineCode(tunegen(context, "build"))}, and ${rollback === undefined ? "deploy the nodes again" : "run the commands below"}: what is still installed would set the values again at the next boot.`,
    "",
    ...(rollback === undefined
      ? []
      : blocks((some) => userCommands(context, rollback.commands, some))),
  ];
}
