import { shellWord } from "../../encode/shell.js";
import type { Member, Plan } from "../../plan/types.js";
import type { NodePlan } from "../../plan/types.js";
import type { OutputFile } from "../types.js";
import type { Filling, Fillings } from "./fill.js";

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

/** The form in which files reach the nodes of an operating system. */
export function formOf({
  platform: { settingsForm },
}: NodePlan): "copy" | "patch" | "import" | undefined {
  switch (settingsForm) {
    case "etc":
      return "copy";
    case "machine-config":
      return "patch";
    case "nixos-module":
      return "import";
    case "user-data":
    case undefined:
      return undefined;
  }
}

/** The file of a node in the form of its system. */
function mainFile(
  context: RunbookContext,
  node: NodePlan,
): OutputFile | undefined {
  const files = filesOf(context, node).filter(
    ({ nodes }) => nodes.length === 1,
  );
  return (
    files.find(
      ({ install, settings }) =>
        install?.by === formOf(node) &&
        settings.some(({ kind }) => kind === "sysctl"),
    ) ??
    files.find(({ install }) => install?.by === formOf(node)) ??
    files[0]
  );
}

/** The variable that stands for the name and address of a node that the spec does not name. */
const UNNAMED: Filling = { variable: "host" };

/** How a command names a node. */
export function wordFor(member: Member, what: "host" | "address"): string {
  const { host } = member;
  return host === undefined
    ? '"$host"'
    : shellWord(what === "host" ? host.name : host.address);
}

/** The values of the placeholders of a command for a node. */
export function fillingsOf(
  context: RunbookContext,
  member: Member,
  together: readonly Member[] = [member],
): Fillings {
  const { node, host } = member;
  const file = mainFile(context, node);
  const names = together.flatMap((each) => each.host?.name ?? []);
  return {
    host: host === undefined ? UNNAMED : { words: [host.name] },
    address: host === undefined ? UNNAMED : { words: [host.address] },
    hosts: names.length === 0 ? UNNAMED : { words: names },
    role: { words: [node.role] },
    ...(file !== undefined && { file: { words: [file.path] } }),
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
