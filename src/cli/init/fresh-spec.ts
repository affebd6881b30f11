import { operatingSystems } from "../../platform/os/registry.js";
import type { Nodes } from "./detect.js";

/** What a new spec says of its nodes. */
export interface Fresh extends Nodes {
  readonly role: string;
  readonly release?: string | undefined;
  readonly kubernetes?: string | undefined;
  /** Where editors find the schema of the spec. */
  readonly schema: string;
  /** The network plug-in, if the repository shows it. */
  readonly cni?: string | undefined;
}

/** Writes a spec without settings, with comments that say where they go. It builds, and has no findings. */
export function freshSpec({
  os,
  distribution,
  role,
  release,
  kubernetes,
  schema,
  cni,
}: Fresh): string {
  const { name, example } = operatingSystems[os].releaseFact;
  const facts = [
    `os: ${os}`,
    fact(name, release, example),
    `distribution: ${distribution}`,
    ...(distribution === "none"
      ? []
      : [fact("kubernetes", kubernetes, "1.34")]),
    ...(cni === undefined || distribution === "none" ? [] : [`cni: ${cni}`]),
    "# cpus: 4",
    "# memory: 16GiB",
  ];
  return `# yaml-language-server: $schema=${schema}
# Kernel tuning of these nodes. Edit it, then run: tunegen build
version: 1

roles: # Kinds of nodes
  ${role}:
    why: All nodes
    node: # Facts about the nodes: the more are stated, the more is checked
${facts.map((line) => `      ${line}\n`).join("")}
    # Settings, each with its reason at the end of the line. \`tunegen explain KEY\` says what a key does.
    # sysctl:
    #   net.core.somaxconn: 32768 # Bursts of new connections
    #   net.core.rmem_max: 16MiB # Large transfers over a slow path

# How the files reach the nodes, one node first: \`tunegen build\` then writes the commands as a runbook.
# rollout:
#   hosts: { ${role}: [node-1, node-2] }
#   stages:
#     - { name: canary, hosts: [node-1], soak: 24h }
#     - { name: others, roles: [${role}] }
`;
}

/** A fact, or an example of it as a comment where it is not known. */
function fact(
  name: string,
  value: string | undefined,
  example: string,
): string {
  return value === undefined
    ? `# ${name}: "${example}"`
    : `${name}: "${value}"`;
}
