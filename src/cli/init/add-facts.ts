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
  const shared = [...facts].filter(
    ([name]) => isShared && !draft.facts.has(name) && !stated(name),
  );
  const all = new Map([...draft.facts, ...shared]);
  return {
    ...draft,
    facts: all,
    roles: draft.roles.map((role) => {
      if ((role.facts.get("os") ?? draft.facts.get("os")) !== os) return role;
      const own = [...facts].filter(([name]) => !all.has(name));
      return { ...role, facts: new Map([...own, ...role.facts]) };
    }),
  };
}
