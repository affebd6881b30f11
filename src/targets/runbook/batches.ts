import { codeBlock, inlineCode } from "../../encode/markdown.js";
import type { Member, StagePlan } from "../../plan/types.js";
import type { Risk } from "../../risk/classes.js";
import {
  askHost,
  fewNames,
  filesOf,
  formOf,
  memberName,
  type Reached,
  type RunbookContext,
} from "./context.js";
import { alike, eachMember, HANDFUL, inLoop, loopOver } from "./each.js";
import { effectLines, effectsOf } from "./effects.js";
import {
  deployCommands,
  rebootCommands,
  verifyCommand,
} from "./node-commands.js";

/** Writes how the nodes of a stage are deployed and verified, group by group. */
export function nodeLines(
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
            `**${at + 1} of ${batches.length}: ${fewNames(batch.map(memberName))}**`,
            "",
          ]),
      ...(batch.length > stage.atOnce
        ? turnLines(context, stage, batch, effects)
        : batchLines(
            context,
            batch,
            effects,
            members.length > HANDFUL ? 1 : HANDFUL,
          )),
      ...(stage.pause === undefined || at === batches.length - 1
        ? []
        : [`Wait ${stage.pause.text}.`, ""]),
    ]),
  ];
}

/**
 * Groups of `atOnce` hosts; nodes without a name are deployed after them, one after the other. Many that differ only in
 * their names, and are deployed one after the other, are one group.
 */
function batchesOf({
  members,
  atOnce,
}: StagePlan): readonly (readonly Member[])[] {
  const named = members.filter(({ host }) => host !== undefined);
  const batches: (readonly Member[])[] = [];
  if (atOnce === 1)
    for (const group of alike(named))
      if (group.length > HANDFUL) batches.push(group);
      else for (const member of group) batches.push([member]);
  else
    for (let at = 0; at < named.length; at += atOnce)
      batches.push(named.slice(at, at + atOnce));
  for (const member of members)
    if (member.host === undefined) batches.push([member]);
  return batches;
}

/** One node after the other, in a loop; a reboot is not waited for in one. */
function turnLines(
  context: RunbookContext,
  { pause }: StagePlan,
  group: readonly Member[],
  effects: ReadonlyMap<Risk, unknown>,
): readonly string[] {
  const [first] = group;
  return [
    "One after the other:",
    "",
    ...codeBlock("sh", [
      loopOver(group, (member) => [
        ...deployCommands(context, [member]),
        verifyCommand(context, member),
        ...(pause === undefined ? [] : [`sleep ${pause.least}`]),
      ]),
    ]),
    "",
    ...(first === undefined || !effects.has("reboot")
      ? []
      : [
          "If a setting that needs a reboot is new or has changed, do this for each of them instead:",
          "",
          ...batchLines(context, [inLoop(first)], effects, HANDFUL),
        ]),
  ];
}

function batchLines(
  context: RunbookContext,
  batch: readonly Reached[],
  effects: ReadonlyMap<Risk, unknown>,
  most: number,
): readonly string[] {
  const ask = askHost(batch.find(({ host }) => host === undefined));
  const each = (
    commandsOf: (member: Reached) => readonly string[],
  ): readonly string[] => eachMember(batch, commandsOf, most);
  const needsReboot = effects.has("reboot");
  const deploy = deployCommands(context, batch, most);
  const after = each((member) => rebootCommands(member).after);
  return [
    ...(deploy.length === 0
      ? []
      : [...codeBlock("sh", [...ask, ...deploy]), ""]),
    ...(needsReboot
      ? [
          "If a setting that needs a reboot is new or has changed:",
          "",
          ...codeBlock("sh", [
            ...ask,
            ...each((member) => rebootCommands(member).before),
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
        ]
      : []),
    "Verify:",
    "",
    ...codeBlock("sh", [
      ...ask,
      ...each((member) => [verifyCommand(context, member)]),
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
