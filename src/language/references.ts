import type { Spec } from "./model.js";
import type { Reference } from "../core/written.js";
import type { Reporter } from "../core/report.js";
import { didYouMean } from "../core/nearest.js";
import type { UnreadNames } from "./unread-names.js";

/** Reports references to profiles and roles that do not exist, or that are listed twice. */
export function checkReferences(
  spec: Spec,
  unread: UnreadNames,
  reporter: Reporter,
): void {
  const once = (
    what: "profile" | "role",
    references: readonly Reference[],
  ): void => {
    const first = new Map<string, Reference>();
    for (const reference of references) {
      const before = first.get(reference.name);
      if (before === undefined) first.set(reference.name, reference);
      else reportTwice(what, reference, before, reporter);
    }
  };
  const check =
    (what: "profile" | "role", names: ReadonlyMap<string, unknown>) =>
    (reference: Reference): void => {
      if (names.has(reference.name) || unread.has(`${what}s`, reference.name))
        return;
      reporter.error(
        `unknown-${what}`,
        reference.span,
        `unknown ${what} \`${reference.name}\``,
        { help: didYouMean(reference.name, names.keys()) },
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
}

function reportTwice(
  what: "profile" | "role",
  { name, span }: Reference,
  first: Reference,
  reporter: Reporter,
): void {
  reporter.error(
    "named-twice",
    span,
    `the ${what} \`${name}\` is named twice`,
    {
      help: "remove one of them",
      related: [{ message: "first named here", span: first.span }],
    },
  );
}
