import {
  codeBlock,
  inlineCode,
  plainText,
  table,
} from "../../encode/markdown.js";
import type { Member, RolloutPlan, StagePlan } from "../../plan/types.js";
import {
  askHost,
  BASELINE,
  COLLECTOR,
  fewNames,
  memberName,
  type RunbookContext,
  tunegen,
} from "./context.js";
import { eachMember } from "./each.js";
import { afterLines } from "./comparison.js";
import { captureCommands } from "./node-commands.js";
import { stageLines } from "./stage.js";

/**
 * Writes the runbook of a spec.
 *
 * @param changes what changes since a revision, as Markdown below a heading of the second level
 */
export function documentLines(
  context: RunbookContext,
  rollouts: readonly RolloutPlan[],
  changes: readonly string[] = [],
): readonly string[] {
  const { specName } = context.plan;
  const lines = [
    `# Runbook of ${plainText(specName)}`,
    "",
    `How the tuning reaches the nodes. Run the commands in the folder of ${inlineCode(specName)}, and stop at the first one that fails: \`sh -eu\` does. tunegen runs none of them.`,
    "",
    ...(changes.length === 0 ? [] : [...changes, ""]),
    ...rollouts.flatMap((rollout) => rolloutLines(context, rollout)),
  ];
  return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
}

function rolloutLines(
  context: RunbookContext,
  rollout: RolloutPlan,
): readonly string[] {
  const { name, why, refs, stages } = rollout;
  return [
    `## ${name === undefined ? "Rollout" : plainText(name)}`,
    "",
    ...(why === undefined ? [] : [plainText(why), ""]),
    ...(refs.length === 0
      ? []
      : [...refs.map((ref) => `- ${plainText(ref)}`), ""]),
    ...table(
      ["stage", "deploys", "watch for", "done"],
      stages.map((stage, at) => [
        `${at + 1}. ${plainText(stage.name)}`,
        contents(stage),
        stage.soak?.text ?? "",
        "",
      ]),
    ),
    "",
    ...beforeLines(context, rollout),
    ...stages.flatMap((stage, at) =>
      stageLines(context, rollout, stage, at + 1),
    ),
    ...afterLines(context, rollout),
  ];
}

function contents({ members, items }: StagePlan): string {
  return fewNames([
    ...members.map(memberName),
    ...items.map((item) =>
      item.kind === "workload"
        ? `workload ${item.workload.name}`
        : item.kind === "mount"
          ? `mount ${item.mount.name}`
          : item.kind,
    ),
  ]);
}

function beforeLines(
  context: RunbookContext,
  { prepare, stages }: RolloutPlan,
): readonly string[] {
  const members = stages.flatMap((stage) => stage.members);
  const named = members.filter(({ host }) => host !== undefined);
  const roles = new Map<string, Member>();
  for (const member of members)
    if (member.host === undefined) roles.set(member.node.role, member);
  return [
    "### Before the first stage",
    "",
    "The files are those of the spec:",
    "",
    ...codeBlock("sh", [
      tunegen(context, "check"),
      ...(prepare?.commands.flatMap(({ parts }) =>
        parts.flatMap((part) => (typeof part === "string" ? [part] : [])),
      ) ?? []),
    ]),
    "",
    ...(members.length === 0
      ? []
      : [
          `Keep what the nodes have now, for the rollback. \`tunegen capture\` overwrites no other values: what is in \`${BASELINE}/\` may be from before an earlier rollout. Move that folder away for a new start.`,
          "",
          ...codeBlock("sh", [
            `mkdir -p ${BASELINE}`,
            `${tunegen(context, "verify", "--print-collector")} > ${COLLECTOR}`,
            ...eachMember(named, (member) => captureCommands(context, member)),
          ]),
          "",
          ...[...roles.values()].flatMap((member) => [
            `For ${memberName(member)}:`,
            "",
            ...codeBlock("sh", [
              ...askHost(member),
              ...captureCommands(context, member),
            ]),
            "",
          ]),
        ]),
  ];
}
