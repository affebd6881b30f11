import {
  defaultLabels,
  type NodeLabels,
  roleNodes,
  type RoleNodes,
  subjectsBy,
} from "../../plan/monitoring-selectors.js";
import type { Selector } from "../../plan/monitoring-types.js";
import type { NodePlan, Plan } from "../../plan/types.js";

/** Scrape targets that one query finds. */
export interface TargetGroup {
  readonly selectors: readonly Selector[];
  /** The nodes that the query looks for. */
  readonly nodes: readonly NodePlan[];
  /** The node that a target with these labels belongs to. */
  readonly nodeOf: (
    labels: ReadonlyMap<string, string>,
  ) => NodePlan | undefined;
}

/** By what the scrape targets of a spec's nodes are told. */
export function labelsOf({ monitoring }: Plan): NodeLabels {
  return monitoring ?? defaultLabels;
}

/**
 * Groups nodes by how the alerts on drift select them: all roles that have no matchers of their own are found by one
 * label, and so are all hosts.
 *
 * @param only the name of a role; undefined for all of them
 */
export function targetGroups(
  plan: Plan,
  only: string | undefined,
): readonly TargetGroup[] {
  const labels = labelsOf(plan);
  const { roleLabel, hostLabel, roles, hosts } = labels;
  const hasOwn = ({ kind, name }: NodePlan): boolean =>
    (kind === "role" ? roles : hosts).has(name);
  return subjectsBy(
    wanted(plan, only, hosts),
    labels,
    (node) => node,
    (node) => (hasOwn(node) ? `${node.kind} ${node.name}` : node.kind),
  ).map(({ value, nodes, selectors }) => ({
    selectors,
    nodes,
    nodeOf: hasOwn(value)
      ? () => value
      : (of) => {
          const name = of.get(value.kind === "role" ? roleLabel : hostLabel);
          return nodes.find((node) => node.name === name);
        },
  }));
}

/** The roles, with those of their hosts that have settings or matchers of their own. */
function wanted(
  plan: Plan,
  only: string | undefined,
  matched: NodeLabels["hosts"],
): readonly RoleNodes[] {
  return roleNodes(plan).flatMap(({ role, hosts }) => {
    if (only !== undefined && role.name !== only) return [];
    const others = plan.nodes.filter(
      (node) =>
        node.kind === "host" &&
        node.role === role.name &&
        matched.has(node.name) &&
        !hosts.includes(node),
    );
    return [{ role, hosts: [...hosts, ...others] }];
  });
}
