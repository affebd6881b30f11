import { listOf } from "../core/list-of.js";
import type { Spec } from "../language/model.js";
import { statedFacts } from "../plan/machine.js";
import type { NodePlan } from "../plan/types.js";
import { factsWords } from "../platform/facts-words.js";
import type { Doubt } from "./known/certain-plan.js";
import type { Gap } from "./known/gap.js";
import type { Known, KnownPart } from "./known/known-part.js";
import type { Column } from "./types.js";

/** A column with its node. */
export interface NodeColumn {
  readonly column: Column;
  readonly node: NodePlan;
  readonly gaps: readonly Gap[];
  readonly doubts: readonly Doubt[];
  readonly known: Known;
}

/** Makes one column for each role, with the hosts that have its settings, and one for each other host, after its role. */
export function columnsOf(spec: Spec, part: KnownPart): readonly NodeColumn[] {
  const { nodes } = part.plan;
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
    columnOf(role, shared.get(role.name) ?? [], spec, part),
    ...(own.get(role.name) ?? []).map((host) => columnOf(host, [], spec, part)),
  ]);
}

function columnOf(
  node: NodePlan,
  hosts: readonly NodePlan[],
  spec: Spec,
  { gapsOn, doubtsOn, knownOf }: KnownPart,
): NodeColumn {
  const gaps = gapsOn(node);
  const known = knownOf(node);
  const { kind, name, role, why } = node;
  const ofRole = spec.roles.get(role);
  const host = kind === "host" ? spec.hosts.get(name) : undefined;
  return {
    node,
    gaps,
    doubts: doubtsOn(node),
    known,
    column: {
      kind,
      name,
      role,
      why,
      hosts: hosts.map((each) => each.name),
      facts:
        ofRole === undefined || !known.facts
          ? ""
          : factsWords(statedFacts(spec, ofRole, host)),
      isIncomplete: gaps.length > 0,
    },
  };
}
