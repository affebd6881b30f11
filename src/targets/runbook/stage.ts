import { codeBlock, inlineCode, plainText } from "../../encode/markdown.js";
import type { Member, RolloutPlan, StagePlan } from "../../plan/types.js";
import type { Risk } from "../../risk/classes.js";
import { itemLines } from "./cluster.js";
import {
  askHost,
  filesOf,
  fillingsOf,
  formOf,
  memberName,
  type RunbookContext,
  tunegen,
} from "./context.js";
import { effectLines, effectsOf } from "./effects.js";
import { filled } from "./fill.js";
import {
  deployCommands,
  rebootCommands,
  rollbackCommands,
  verifyCommand,
} from "./node-commands.js";
import { stopLines, watchLines } from "./signals.js";

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

function nodeLines(
  context: RunbookContext,
  stage: StagePlan,
): readonly string[] {
  const { members } = stage;
  const effects = effectsOf(members.map(({ node }) => node));
  const batches = batchesOf(stage);
  return [
    "#### What takes effect when",
    "",
    "Of what is not set yet:",
    "",
    ...effectLines(effects),
    "",
    "#### Apply and verify",
    "",
    ...leftOver(context, members),
    ...batches.flatMap((batch, at) => [
      ...(batches.length === 1
        ? []
        : [
            `**${at + 1} of ${batches.length}: ${batch.map(memberName).map(plainText).join(", ")}**`,
            "",
          ]),
      ...batchLines(context, batch, effects),
      ...(stage.pause === undefined || at === batches.length - 1
        ? []
        : [`Wait ${stage.pause.text}.`, ""]),
    ]),
  ];
}

/** Groups of `atOnce` hosts; nodes without a name are deployed after them, one after the other. */
function batchesOf({
  members,
  atOnce,
}: StagePlan): readonly (readonly Member[])[] {
  const named = members.filter(({ host }) => host !== undefined);
  const batches: (readonly Member[])[] = [];
  for (let at = 0; at < named.length; at += atOnce)
    batches.push(named.slice(at, at + atOnce));
  for (const member of members)
    if (member.host === undefined) batches.push([member]);
  return batches;
}

function batchLines(
  context: RunbookContext,
  batch: readonly Member[],
  effects: ReadonlyMap<Risk, unknown>,
): readonly string[] {
  const ask = askHost(batch.find(({ host }) => host === undefined));
  const reboots = effects.has("reboot") ? batch.map(rebootCommands) : [];
  const deploy = deployCommands(context, batch);
  const after = reboots.flatMap((reboot) => reboot.after);
  return [
    ...(deploy.length === 0
      ? []
      : [...codeBlock("sh", [...ask, ...deploy]), ""]),
    ...(reboots.length === 0
      ? []
      : [
          "If a setting that needs a reboot is new or has changed:",
          "",
          ...codeBlock("sh", [
            ...ask,
            ...reboots.flatMap(({ before }) => before),
          ]),
          "",
          ...(after.length === 0
            ? []
            : [
                "When the node is back:",
                "",
                ...codeBlock("sh", [...ask, ...after]),
                "",
              ]),
        ]),
    "Verify:",
    "",
    ...codeBlock("sh", [
      ...ask,
      ...batch.map((member) => verifyCommand(context, member)),
    ]),
    "",
  ];
}

/** Names the files of nodes that the usual commands do not deploy; nobody knows what those of the user deploy. */
function leftOver(
  context: RunbookContext,
  members: readonly Member[],
): readonly string[] {
  const paths = new Set(
    members
      .filter(({ deploy }) => deploy === undefined)
      .flatMap(({ node }) => filesOf(context, node))
      .filter(
        ({ install, target }) =>
          install === undefined && target !== "prometheus",
      )
      .map(({ path }) => path),
  );
  const modules = new Set(
    members
      .filter(
        ({ node, deploy }) => deploy === undefined && formOf(node) === "import",
      )
      .flatMap(({ node }) => filesOf(context, node))
      .filter(({ install }) => install?.by === "import")
      .map(({ path }) => path),
  );
  return [
    ...(modules.size === 0
      ? []
      : [
          `The configurations of the machines must import ${[...modules].map(inlineCode).join(", ")}.`,
          "",
        ]),
    ...(paths.size === 0
      ? []
      : [
          `These files need steps of their own, which their first lines describe: ${[...paths].map(inlineCode).join(", ")}.`,
          "",
        ]),
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
      some.flatMap((member) => rollbackCommands(context, member)),
    ),
    `Then revert the change of ${inlineCode(context.plan.specName)}, run ${inlineCode(tunegen(context, "build"))}, and ${rollback === undefined ? "deploy the nodes again" : "run the commands below"}: what is still installed would set the values again at the next boot.`,
    "",
    ...(rollback === undefined
      ? []
      : blocks((some) =>
          some.flatMap((member) =>
            filled(rollback, fillingsOf(context, member, some)),
          ),
        )),
  ];
}
