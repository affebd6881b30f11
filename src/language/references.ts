import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Spec } from "./model.js";
import type { Reference } from "../core/written.js";
import { didYouMean } from "../core/nearest.js";

/** Names that refer to a profile or a role that the spec does not have, or that stand twice in a list. */
export function referenceFaults(spec: Spec): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const once = (
    what: "profile" | "role",
    references: readonly Reference[],
  ): void => {
    const first = new Map<string, Reference>();
    for (const reference of references) {
      const before = first.get(reference.name);
      if (before === undefined) first.set(reference.name, reference);
      else faults.push(namedTwice(what, reference, before));
    }
  };
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
  for (const { profiles } of spec.roles.values()) {
    profiles.forEach(profile);
    once("profile", profiles);
  }
  for (const host of spec.hosts.values()) {
    role(host.role);
    [...host.add, ...host.remove].forEach(profile);
    once("profile", host.add);
    once("profile", host.remove);
  }
  for (const { roles = [] } of spec.workloads.values()) {
    roles.forEach(role);
    once("role", roles);
  }
  return faults;
}

function namedTwice(
  what: "profile" | "role",
  { name, span }: Reference,
  first: Reference,
): Diagnostic {
  return error("named-twice", span, `the ${what} \`${name}\` is named twice`, {
    help: "remove one of them",
    related: [{ message: "first named here", span: first.span }],
  });
}
