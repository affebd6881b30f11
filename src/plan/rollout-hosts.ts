import type { Reporter } from "../core/report.js";
import type { Reference } from "../core/written.js";
import type { Rollout } from "../language/rollout-model.js";
import type { NodePlan, RolloutSubjects } from "./types.js";

/** A host of a rollout, by its name. */
export interface KnownHost {
  readonly node: NodePlan;
  readonly reference: Reference;
}

/** The hosts of the spec, and those that the rollout lists by role. */
export function hostsOf(
  { hosts }: Rollout,
  { nodes }: RolloutSubjects,
  roleOf: (role: Reference) => NodePlan | undefined,
  reporter: Reporter,
): ReadonlyMap<string, KnownHost> {
  const known = new Map<string, KnownHost>();
  for (const node of nodes)
    if (node.kind === "host")
      known.set(node.name, {
        node,
        reference: { name: node.name, span: node.span },
      });
  const listed = new Set<string>();
  for (const { role, names } of hosts) {
    const node = roleOf(role);
    for (const reference of names) {
      const before = known.get(reference.name);
      // A host with settings of its own may be listed among the others of its role.
      if (before?.node.role === role.name && !listed.has(reference.name)) {
        listed.add(reference.name);
        continue;
      }
      if (before !== undefined) {
        reporter.error(
          "named-twice",
          reference.span,
          `the host \`${reference.name}\` is named twice`,
          {
            why: "a host has one role",
            help: "remove one of them",
            related: [
              { message: "first named here", span: before.reference.span },
            ],
          },
        );
        continue;
      }
      listed.add(reference.name);
      if (node !== undefined) known.set(reference.name, { node, reference });
    }
  }
  return known;
}
