import type {
  Placeholder,
  WrittenCommand,
} from "../../language/rollout-model.js";
import type { Member } from "../../plan/types.js";
import { fillingsOf, type RunbookContext } from "./context.js";
import { eachMember } from "./each.js";
import { fill, type Fillings, hasPlaceholder } from "./fill.js";

/**
 * Fills the user's commands for some nodes. Those in a row that name a host are run host by host; the others once.
 *
 * @param together the nodes that `{hosts}` names
 */
export function userCommands(
  context: RunbookContext,
  commands: readonly WrittenCommand[],
  members: readonly Member[],
  together: readonly Member[] = members,
  most?: number,
): readonly string[] {
  if (members.length === 0) return forAnyNode(commands);
  return [
    ...new Set([
      ...members.flatMap((member) => askFile(context, member, commands)),
      ...runsOf(commands).flatMap((run) => {
        const of = (member: Member): readonly string[] =>
          run.map((command) =>
            fill(command, fillingsOf(context, member, together)),
          );
        return run.some(isPerHost)
          ? eachMember(members, of, most)
          : members.flatMap(of);
      }),
    ]),
  ];
}

/** Cuts commands where those for one host begin or end. */
function runsOf(
  commands: readonly WrittenCommand[],
): readonly (readonly WrittenCommand[])[] {
  const runs: WrittenCommand[][] = [];
  for (const command of commands) {
    const last = runs.at(-1);
    if (last?.some(isPerHost) === isPerHost(command)) last.push(command);
    else runs.push([command]);
  }
  return runs;
}

function isPerHost(command: WrittenCommand): boolean {
  return hasPlaceholder(command, "host", "address");
}

/** Stops a block whose commands need the file of a node that has none; the reader may set one. */
function askFile(
  context: RunbookContext,
  member: Member,
  commands: readonly WrittenCommand[],
): readonly string[] {
  const { file } = fillingsOf(context, member);
  return file !== undefined &&
    "variable" in file &&
    commands.some((command) => hasPlaceholder(command, "file"))
    ? [
        `: "\${file:?tunegen writes no file for ${member.node.kind} ${member.node.name}}"`,
      ]
    : [];
}

/** What is asked for in a stage without nodes, whose commands name one. */
const anyNode = {
  host: { variable: "host" },
  hosts: { variable: "host" },
  address: { variable: "host" },
  role: { variable: "role" },
  file: { variable: "file" },
} as const satisfies Fillings;

function forAnyNode(commands: readonly WrittenCommand[]): readonly string[] {
  const asked = (
    Object.keys(anyNode) as readonly (keyof typeof anyNode & Placeholder)[]
  ).flatMap((name) =>
    commands.some((command) => hasPlaceholder(command, name))
      ? [
          `: "\${${anyNode[name].variable}:?set it: this stage deploys no node}"`,
        ]
      : [],
  );
  return [
    ...new Set([
      ...asked,
      ...commands.map((command) => fill(command, anyNode)),
    ]),
  ];
}
