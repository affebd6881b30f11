import { nearest } from "../core/nearest.js";
import type { NodePlan, Plan, WorkloadPlan } from "../plan/types.js";

/** What the command line says of whom the values are. */
export interface Wanted {
  readonly role?: string | undefined;
  readonly host?: string | undefined;
  readonly pod?: string | undefined;
}

/** Why nothing of the spec is meant, as a message, and the way out. */
export interface NoSubject {
  /** Whether nobody is named, or someone whom the spec does not have. */
  readonly reason: "unnamed" | "unknown";
  readonly message: string;
  readonly help: string;
}

/**
 * Finds the node or the workload that values are compared with: that of the command line; for a role, the host of that
 * role whose name the values have, if there is one; without either, the host of that name, or the only role.
 *
 * @param names what the values call their node, the surest first
 */
export function subjectOf(
  plan: Plan,
  wanted: Wanted,
  names: readonly string[],
): NodePlan | WorkloadPlan | NoSubject {
  const { pod } = wanted;
  const { workloads } = plan;
  return pod === undefined
    ? nodeOf(plan, wanted, names)
    : (workloads.find(({ name }) => name === pod) ??
        unknown("workload", pod, workloads));
}

/** Finds the role or host that the command line restricts a fleet to; undefined for the whole fleet. */
export function chosenNode(
  plan: Plan,
  wanted: Pick<Wanted, "role" | "host">,
): NodePlan | NoSubject | undefined {
  return wanted.role === undefined && wanted.host === undefined
    ? undefined
    : nodeOf(plan, wanted, []);
}

function nodeOf(
  { nodes }: Plan,
  { role, host }: Wanted,
  names: readonly string[],
): NodePlan | NoSubject {
  const hosts = nodes.filter(({ kind }) => kind === "host");
  const roles = nodes.filter(({ kind }) => kind === "role");
  if (host !== undefined)
    return (
      hosts.find(({ name }) => name === host) ?? unknown("host", host, hosts)
    );
  if (role !== undefined) {
    const found = roles.find(({ name }) => name === role);
    if (found === undefined) return unknown("role", role, roles);
    return named(hosts, names)?.role === role
      ? (named(hosts, names) ?? found)
      : found;
  }
  const found = named(hosts, names);
  if (found !== undefined) return found;
  const [only, ...others] = roles;
  if (only !== undefined && others.length === 0) return only;
  const [name] = names;
  const options = [
    ...roles.map((each) => `--role ${each.name}`),
    ...hosts.map((each) => `--host ${each.name}`),
  ];
  return {
    reason: "unnamed",
    message:
      name === undefined
        ? "the values do not name their node"
        : `the spec has no host \`${name}\``,
    help:
      options.length === 0
        ? "describe its role under `roles`"
        : `name its role or host: ${options.slice(0, 3).join(", ")}`,
  };
}

/** The host of one of the names, with or without its domain. */
function named(
  hosts: readonly NodePlan[],
  names: readonly string[],
): NodePlan | undefined {
  for (const name of names) {
    const found =
      hosts.find((host) => host.name === name) ??
      hosts.find((host) => host.name === name.replace(/\..*$/u, ""));
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknown(
  what: "role" | "host" | "workload",
  name: string,
  known: readonly { readonly name: string }[],
): NoSubject {
  const names = known.map((each) => each.name);
  if (names.length === 0)
    return {
      reason: "unknown",
      message: `the spec has no ${what}s, and \`--${what === "workload" ? "pod" : what} ${name}\` names one`,
      help: `remove the option, or describe \`${name}\` under \`${what}s\``,
    };
  const near = nearest(name, names);
  return {
    reason: "unknown",
    message: `the spec has no ${what} \`${name}\``,
    help:
      near !== undefined
        ? `did you mean \`${near}\`?`
        : `write one of these: ${names.slice(0, 10).join(", ")}`,
  };
}
