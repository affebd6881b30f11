import { factsWords } from "../platform/facts-words.js";
import {
  statedFacts as factTable,
  type StatedFacts,
} from "../platform/facts.js";
import { keysOf } from "../core/keys-of.js";
import type { Spec } from "../language/model.js";
import { statedFacts } from "../plan/machine.js";
import type { NodePlan } from "../plan/types.js";
import type { FactChange } from "./types.js";

/** Lists the facts of a node that differ, its role and its profiles with them. */
export function factChanges(
  [oldSpec, before]: readonly [Spec, NodePlan],
  [newSpec, after]: readonly [Spec, NodePlan],
): readonly FactChange[] {
  const [was, is] = [factsOf(oldSpec, before), factsOf(newSpec, after)];
  return [
    {
      name: "role",
      before: before.role,
      after: after.role,
    },
    {
      name: "profiles",
      before: before.profiles.join(", ") || undefined,
      after: after.profiles.join(", ") || undefined,
    },
    ...keysOf(factTable).map((name) => ({
      name,
      before: wordsOf(name, was),
      after: wordsOf(name, is),
    })),
  ].filter((change) => change.before !== change.after);
}

function factsOf(spec: Spec, { kind, name, role }: NodePlan): StatedFacts {
  const ofRole = spec.roles.get(role);
  const host = kind === "host" ? spec.hosts.get(name) : undefined;
  return ofRole === undefined ? {} : statedFacts(spec, ofRole, host);
}

function wordsOf(
  name: keyof StatedFacts,
  facts: StatedFacts,
): string | undefined {
  const value = facts[name];
  if (value === undefined) return undefined;
  return typeof value === "object" || typeof value === "bigint"
    ? factsWords({ [name]: value })
    : String(value);
}
