import { addAll } from "../core/add-all.js";
import type { Matcher, MonitoringPlan, Selector } from "./monitoring-types.js";
import type { NodePlan, Plan } from "./types.js";

/** The nodes with one value, as selectors of their metrics and as names. */
export interface Subjects<V> {
  readonly value: V;
  readonly selectors: readonly Selector[];
  readonly nodes: readonly NodePlan[];
}

type Nodes = Pick<Plan, "nodes">;

/** By what the metrics of roles and hosts are told. */
export type NodeLabels = Pick<
  MonitoringPlan,
  "roleLabel" | "hostLabel" | "roles" | "hosts"
>;

/** The labels of a spec without the section `monitoring`, or without labels there. */
export const defaultLabels: NodeLabels = Object.freeze({
  roleLabel: "tuning_role",
  hostLabel: "tuning_host",
  roles: new Map(),
  hosts: new Map(),
});

/** A role with those of its hosts that have settings of their own; the others resolve as the role does. */
export interface RoleNodes {
  readonly role: NodePlan;
  readonly hosts: readonly NodePlan[];
}

/** Groups nodes by role. Hosts that resolve as their role does are selected by the role, so they cost nothing. */
export function roleNodes({ nodes }: Nodes): readonly RoleNodes[] {
  const byRole = new Map<string, { role: NodePlan; hosts: NodePlan[] }>();
  for (const node of nodes)
    if (node.kind === "role") byRole.set(node.name, { role: node, hosts: [] });
  for (const node of nodes) {
    const found = byRole.get(node.role);
    if (node.kind === "host" && found && node.settings !== found.role.settings)
      found.hosts.push(node);
  }
  return [...byRole.values()];
}

/**
 * Groups the nodes by a value, in the order of the plan. The selector of a role includes its hosts, except those with
 * another value, which have selectors of their own.
 *
 * @param valueOf undefined for nodes to leave out
 * @param textOf values with the same text are equal
 */
export function subjectsBy<V>(
  roles: readonly RoleNodes[],
  monitoring: NodeLabels,
  valueOf: (node: NodePlan) => V | undefined,
  textOf: (value: V) => string = String,
): readonly Subjects<V>[] {
  const groups = new Map<
    string,
    { value: V; nodes: NodePlan[]; parts: Part[] }
  >();
  const add = (node: NodePlan, part: Part): void => {
    const value = valueOf(node);
    if (value === undefined) return;
    const text = textOf(value);
    const group = groups.get(text) ?? { value, nodes: [], parts: [] };
    groups.set(text, group);
    group.nodes.push(node);
    group.parts.push(part);
  };
  for (const { role, hosts } of roles) {
    const text = optionalText(valueOf(role), textOf);
    const others = hosts.filter(
      (host) => optionalText(valueOf(host), textOf) !== text,
    );
    add(role, { node: role, without: others });
    for (const host of others) add(host, { node: host, without: [] });
  }
  return [...groups.values()].map(({ value, nodes, parts }) => ({
    value,
    nodes,
    selectors: selectorsOf(parts, monitoring),
  }));
}

function optionalText<V>(
  value: V | undefined,
  textOf: (value: V) => string,
): string | undefined {
  return value === undefined ? undefined : textOf(value);
}

/** A node, and its hosts to leave out. */
interface Part {
  readonly node: NodePlan;
  readonly without: readonly NodePlan[];
}

/** Joins the nodes that are selected by the label of their kind into one selector. */
function selectorsOf(
  parts: readonly Part[],
  monitoring: NodeLabels,
): readonly Selector[] {
  const named: Record<NodePlan["kind"], string[]> = { role: [], host: [] };
  const unnamed: string[] = [];
  const ofRoles: (readonly Matcher[])[] = [];
  const own: Selector[] = [];
  for (const { node, without } of parts) {
    const matchers = matchersOf(node, monitoring);
    const outside = without.map((host) => ({
      name: host.name,
      matchers: matchersOf(host, monitoring),
    }));
    const names = outside.flatMap((host) =>
      host.matchers === undefined ? [host.name] : [],
    );
    const apart = outside.flatMap((host) =>
      host.matchers === undefined ? [] : [host.matchers],
    );
    if (matchers === undefined) {
      named[node.kind].push(node.name);
      addAll(unnamed, names);
      addAll(ofRoles, apart);
      continue;
    }
    own.push({
      include: matchers,
      exclude: [...labelExclusion(monitoring.hostLabel, names), ...apart],
    });
  }
  return [
    ...labelSelector(monitoring.roleLabel, named.role, [
      ...labelExclusion(monitoring.hostLabel, unnamed),
      ...ofRoles,
    ]),
    ...labelSelector(monitoring.hostLabel, named.host, []),
    ...own,
  ];
}

/** Returns a node's own matchers; undefined if it is selected by the label of its kind. */
function matchersOf(
  { kind, name }: NodePlan,
  { roles, hosts }: NodeLabels,
): readonly Matcher[] | undefined {
  return (kind === "role" ? roles : hosts).get(name);
}

function labelSelector(
  label: string,
  names: readonly string[],
  exclude: Selector["exclude"],
): readonly Selector[] {
  return names.length === 0
    ? []
    : [{ include: [labelMatcher(label, names)], exclude }];
}

function labelExclusion(
  label: string,
  names: readonly string[],
): Selector["exclude"] {
  return names.length === 0 ? [] : [[labelMatcher(label, names)]];
}

function labelMatcher(label: string, names: readonly string[]): Matcher {
  const [only = "", ...more] = names;
  return more.length === 0
    ? { label, op: "=", value: only }
    : { label, op: "=~", value: names.map(regexLiteral).join("|") };
}

/** Escapes the name of a role or a host for a regular expression; only dots have a meaning there. */
function regexLiteral(name: string): string {
  return name.replaceAll(".", "\\.");
}
