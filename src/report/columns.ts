import { listOf } from "../core/list-of.js";
import type { Spec } from "../language/model.js";
import { statedFacts } from "../plan/machine.js";
import type { NodePlan, Plan } from "../plan/types.js";
import { factsWords } from "../platform/facts-words.js";
import type { Column } from "./types.js";

/** A column with its node. */
export interface NodeColumn {
  readonly column: Column;
  readonly node: NodePlan;
}

/** Makes one column for each role, with the hosts that have its settings, and one for each other host, after its role. */
export function columnsOf(spec: Spec, { nodes }: Plan): readonly NodeColumn[] {
  const roles = nodes.filter(({ kind }) => kind === "role");
  const shared = new Map<string, NodePlan[]>();
  const own = new Map<string, NodePlan[]>();
  const settings = new Map(roles.map((role) => [role.name, role.settings]));
  for (const node of nodes)
    if (node.kind === "host")
      // Hosts that add nothing of their own have the very object of their role.
      listOf(
        settings.get(node.role) === node.settings ? shared : own,
        node.role,
      ).push(node);
  return roles.flatMap((role) => [
    columnOf(role, shared.get(role.name) ?? [], spec),
    ...(own.get(role.name) ?? []).map((host) => columnOf(host, [], spec)),
  ]);
}

function columnOf(
  node: NodePlan,
  hosts: readonly NodePlan[],
  spec: Spec,
): NodeColumn {
  const { kind, name, role, why } = node;
  const ofRole = spec.roles.get(role);
  const host = kind === "host" ? spec.hosts.get(name) : undefined;
  return {
    node,
    column: {
      kind,
      name,
      role,
      why,
      hosts: hosts.map((each) => each.name),
      facts:
        ofRole === undefined ? "" : factsWords(statedFacts(spec, ofRole, host)),
    },
  };
}
