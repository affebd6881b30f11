import { type Diagnostic, error } from "./diagnostic.js";
import type { Reference, Spec } from "./model.js";
import { didYouMean } from "./nearest.js";

/** Names that refer to a profile or a role that the spec does not have. */
export function danglingReferences(spec: Spec): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const check =
    (what: "profile" | "role", names: ReadonlyMap<string, unknown>) =>
    (reference: Reference): void => {
      if (names.has(reference.name)) return;
      faults.push(
        error(
          `unknown-${what}`,
          reference.span,
          `there is no ${what} \`${reference.name}\``,
          {
            help: didYouMean(reference.name, names.keys()),
          },
        ),
      );
    };
  const profile = check("profile", spec.profiles);
  const role = check("role", spec.roles);
  for (const { profiles } of spec.roles.values()) profiles.forEach(profile);
  for (const host of spec.hosts.values()) {
    role(host.role);
    [...host.add, ...host.remove].forEach(profile);
  }
  for (const { roles } of spec.workloads.values()) roles?.forEach(role);
  return faults;
}
