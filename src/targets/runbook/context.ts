import { plainText } from "../../encode/markdown.js";
import { shellWord } from "../../encode/shell.js";
import type { Member, NodePlan, Plan } from "../../plan/types.js";
import type { OutputFile } from "../types.js";
import { type Filling, type Fillings, quotedVariable } from "./fill.js";

/** What a runbook is made from. */
export interface RunbookContext {
  readonly plan: Plan;
  /** The files of all other targets. */
  readonly files: readonly OutputFile[];
}

/** The folder of the collector and of what nodes had before the rollout. */
export const BASELINE = "baseline";

export const COLLECTOR = `${BASELINE}/collect.sh`;

/** `tunegen verify -f other.yaml`: the commands run in the folder of the spec. */
export function tunegen(
  { plan: { specName } }: Pick<RunbookContext, "plan">,
  ...words: readonly string[]
): string {
  const [command = "", ...rest] = words;
  return [
    "tunegen",
    command,
    ...(specName === "tuning.yaml" ? [] : ["-f", shellWord(specName)]),
    ...rest,
  ].join(" ");
}

/** The files that a build writes for a node. */
export function filesOf(
  { files }: RunbookContext,
  { kind, name }: NodePlan,
): readonly OutputFile[] {
  return files.filter(({ nodes }) =>
    nodes.some((node) => node.kind === kind && node.name === name),
  );
}

/** How files reach the nodes of an operating system, and the target whose output `path` has their sysctls. */
const systems = {
  etc: { by: "copy", target: "sysctl.d" },
  "machine-config": { by: "patch", target: "talos" },
  "nixos-module": { by: "import", target: "nixos" },
  "user-data": undefined,
} as const;

/** The form in which files reach the nodes of an operating system. */
export function formOf({
  platform: { settingsForm },
}: NodePlan): "copy" | "patch" | "import" | undefined {
  return settingsForm && systems[settingsForm]?.by;
}

/** The file of a node in the form of its system: that with its sysctls, if it has any. */
function mainFile(
  context: RunbookContext,
  node: NodePlan,
): OutputFile | undefined {
  const files = filesOf(context, node).filter(
    ({ nodes }) => nodes.length === 1,
  );
  const { settingsForm } = node.platform;
  const system = settingsForm && systems[settingsForm];
  const isWritten = node.settings.sysctl.some(
    ({ value }) => value !== undefined,
  );
  return (
    files.find(
      ({ target, output }) =>
        isWritten && target === system?.target && output === "path",
    ) ??
    files.find(({ install }) => install?.by === formOf(node)) ??
    files[0]
  );
}

/** The variable that stands for the name and address of a node that the spec does not name. */
const UNNAMED = { variable: "host" } as const satisfies Filling;

/** A node that commands reach: of one whose name is in a variable, with the text of its address around the name. */
export interface Reached extends Member {
  readonly around?: readonly [string, string] | undefined;
}

/** How a command names a node. */
export function wordFor(
  { host, around }: Reached,
  what: "host" | "address",
): string {
  if (host === undefined)
    return quotedVariable("host", what === "host" ? undefined : around);
  return shellWord(what === "host" ? host.name : host.address);
}

/** The variable that stands for the file of a node that has none. */
const NO_FILE: Filling = { variable: "file" };

/** The values of the placeholders of a command for a node. */
export function fillingsOf(
  context: RunbookContext,
  member: Reached,
  together: readonly Member[] = [member],
): Fillings {
  const { node, host, around } = member;
  const file = mainFile(context, node);
  const names = together.flatMap((each) => each.host?.name ?? []);
  return {
    host: host === undefined ? UNNAMED : { words: [host.name] },
    address:
      host === undefined ? { ...UNNAMED, around } : { words: [host.address] },
    hosts: names.length === 0 ? UNNAMED : { words: names },
    role: { words: [node.role] },
    file: file === undefined ? NO_FILE : { words: [file.path] },
  };
}

/** How messages of tunegen's commands are told which node it is: `--role web`, `--host db`. */
export function subjectFlag({ kind, name }: NodePlan): string {
  return `--${kind} ${shellWord(name)}`;
}

/** Asks for the name of a node that the spec does not name, at the start of a block. */
export function askHost(member: Member | undefined): readonly string[] {
  return member === undefined || member.host !== undefined
    ? []
    : [`: "\${host:?set it to a node of role ${member.node.role}}"`];
}

/** Names of hosts and roles have only letters, digits, dots, dashes and underscores. */
export function memberName({ node, host }: Member): string {
  return host === undefined
    ? `each other node of role ${node.role}`
    : host.name;
}

/** How many names a list has. */
const NAMED = 6;

/** Lists names, but not all of many. */
export function fewNames(names: readonly string[]): string {
  const more = names.length - NAMED;
  return plainText(
    more > 1
      ? `${names.slice(0, NAMED).join(", ")} and ${more} more`
      : names.join(", "),
  );
}
