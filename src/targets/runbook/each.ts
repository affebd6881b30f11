import { listOf } from "../../core/list-of.js";
import { shellWord } from "../../encode/shell.js";
import type { Member } from "../../plan/types.js";
import type { Reached } from "./context.js";

/** How many nodes have commands of their own; more are the rounds of a loop. */
export const HANDFUL = 5;

/** How long the first line of a loop may be. */
const WIDTH = 100;

/**
 * Lists the commands of each node. Nodes that differ only in their names share a loop if they are more than a handful.
 *
 * @param commandsOf the commands of a node whose name is known, or is in the variable `host`
 * @param most how many nodes have commands of their own
 */
export function eachMember(
  members: readonly Member[],
  commandsOf: (member: Reached) => readonly string[],
  most = HANDFUL,
): readonly string[] {
  return alike(members).flatMap((group) =>
    group.length > most
      ? [loopOver(group, commandsOf)]
      : group.flatMap(commandsOf),
  );
}

/** Returns the loop over nodes that differ only in their names. */
export function loopOver(
  group: readonly Member[],
  commandsOf: (member: Reached) => readonly string[],
): string {
  const [first] = group;
  if (first === undefined) return "";
  const body = ['echo "$host"', ...commandsOf(inLoop(first))];
  return [
    ...head(group.flatMap(({ host }) => host?.name ?? [])),
    // White space may be part of a command of several lines.
    ...body.map((command) =>
      command.includes("\n") ? command : `  ${command}`,
    ),
    "done",
  ].join("\n");
}

/** Groups nodes by all but their names, in the order of the first of each group. */
export function alike(
  members: readonly Member[],
): readonly (readonly Member[])[] {
  const numbers = new Map<unknown, number>();
  const numberOf = (each: unknown): number => {
    const number = numbers.get(each) ?? numbers.size;
    numbers.set(each, number);
    return number;
  };
  const groups = new Map<unknown, Member[]>();
  for (const member of members) {
    const parts = around(member);
    const group =
      parts === undefined
        ? member
        : [numberOf(member.node), numberOf(member.deploy), ...parts].join("\n");
    listOf(groups, group).push(member);
  }
  return [...groups.values()];
}

/** The text of an address before and after the name; undefined where it has no name. */
function around({ host }: Member): readonly [string, string] | undefined {
  if (host === undefined) return undefined;
  const at = host.address.indexOf(host.name);
  return at === -1
    ? undefined
    : [host.address.slice(0, at), host.address.slice(at + host.name.length)];
}

/** A node as the commands of a loop name it. */
export function inLoop(member: Member): Reached {
  return { ...member, host: undefined, around: around(member) };
}

function head(names: readonly string[]): readonly string[] {
  const words = names.map(shellWord);
  const line = `for host in ${words.join(" ")}; do`;
  if (line.length <= WIDTH) return [line];
  const lines = [""];
  for (const word of words) {
    const last = lines.pop() ?? "";
    if (last.length + word.length + 1 > WIDTH) lines.push(last, word);
    else lines.push(last === "" ? word : `${last} ${word}`);
  }
  return ["for host in", ...lines]
    .map((each, at) => (at === 0 ? each : `  ${each}`))
    .join(" \\\n")
    .concat("; do")
    .split("\n");
}
