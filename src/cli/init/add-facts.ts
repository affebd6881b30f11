import type { Draft } from "../../import/spec/draft.js";

/** What is known of the nodes of one operating system beside the settings that were imported. */
export interface KnownFacts {
  readonly os: string;
  readonly facts: ReadonlyMap<string, string>;
}

/** Adds facts to the roles of a draft that run the operating system and do not state them. */
export function addFacts(draft: Draft, { os, facts }: KnownFacts): Draft {
  const isShared = draft.facts.get("os") === os;
  const stated = (name: string): boolean =>
    draft.roles.some((role) => role.facts.has(name));
  const shared = new Map(
    [...facts].filter(
      ([name]) => isShared && !draft.facts.has(name) && !stated(name),
    ),
  );
  const all = afterOs(draft.facts, shared);
  return {
    ...draft,
    facts: all,
    roles: draft.roles.map((role) => {
      if ((role.facts.get("os") ?? draft.facts.get("os")) !== os) return role;
      const own = new Map([...facts].filter(([name]) => !all.has(name)));
      return { ...role, facts: afterOs(role.facts, own) };
    }),
  };
}

/** A release stands beside the system that it is of. */
function afterOs(facts: Draft["facts"], added: Draft["facts"]): Draft["facts"] {
  const os = facts.get("os");
  return new Map([
    ...(os === undefined ? [] : [["os", os] as const]),
    ...added,
    ...facts,
  ]);
}
