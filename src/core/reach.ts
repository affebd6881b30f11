import { listOf } from "./list-of.js";

/** A role or a host, as messages and JSON name it. */
export interface NodeName {
  readonly kind: "role" | "host";
  readonly name: string;
  /** The role's name, for a host, too. */
  readonly role: string;
}

/** The nodes that a diagnostic holds for. */
export interface Reach {
  /** In the order of the plan. */
  readonly nodes: readonly NodeName[];
  /** All nodes that have what it is about; undefined if they are the same. */
  readonly among?: readonly NodeName[];
}

/** Joins the reaches of one diagnostic that was found on several nodes. */
export function uniteReaches(
  reaches: readonly (Reach | undefined)[],
): Reach | undefined {
  const [first, ...others] = reaches.filter((reach) => reach !== undefined);
  if (first === undefined || others.length === 0) return first;
  const all = [first, ...others];
  return { nodes: [...new Set(all.flatMap(({ nodes }) => nodes))] };
}

/** More names than these are counted. */
const MOST_NAMES = 3;

/**
 * Says which nodes a diagnostic holds for: ``role `worker`, host `a` ``, or ``12 of 40 roles and hosts: role `worker`, host
 * `a` and 9 more``. Undefined where it holds for all that have what it is about: the place says that already.
 */
export function reachText({ nodes, among }: Reach): string | undefined {
  if (among === undefined || nodes.length === 0) return undefined;
  const parts = partsOf(nodes, among);
  if (parts.length <= MOST_NAMES)
    return parts.map(({ text }) => text).join(", ");
  const shown = parts.slice(0, MOST_NAMES - 1);
  const covered = shown.reduce((sum, { count }) => sum + count, 0);
  const names = shown.map(({ text }) => text).join(", ");
  return `${nodes.length} of ${among.length} roles and hosts: ${names} and ${nodes.length - covered} more`;
}

interface Part {
  readonly text: string;
  /** How many nodes it names. */
  readonly count: number;
}

/** A role stands for its hosts. */
function partsOf(
  nodes: readonly NodeName[],
  among: readonly NodeName[],
): readonly Part[] {
  const held = new Set(nodes);
  const hostsOf = new Map<string, NodeName[]>();
  for (const node of among) {
    if (node.kind !== "host") continue;
    listOf(hostsOf, node.role).push(node);
  }
  const roles = new Set(
    nodes.flatMap(({ kind, name }) => (kind === "role" ? [name] : [])),
  );
  return nodes.flatMap((node): readonly Part[] => {
    const { kind, name, role } = node;
    if (kind === "host")
      return roles.has(role) ? [] : [{ text: `host \`${name}\``, count: 1 }];
    const hosts = hostsOf.get(name) ?? [];
    const missing = hosts.filter((host) => !held.has(host));
    return [
      {
        text: `role \`${name}\`${exception(missing, hosts.length)}`,
        count: 1 + hosts.length - missing.length,
      },
    ];
  });
}

function exception(missing: readonly NodeName[], hosts: number): string {
  const [first, ...others] = missing;
  if (first === undefined) return "";
  if (others.length === 0) return ` except host \`${first.name}\``;
  return missing.length === hosts
    ? " except its hosts"
    : ` except ${missing.length} of its ${hosts} hosts`;
}
