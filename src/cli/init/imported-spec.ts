import { keysOf } from "../../core/keys-of.js";
import { joinNames } from "../../core/name-list.js";
import type { Draft } from "../../import/spec/draft.js";
import { operatingSystems } from "../../platform/os/registry.js";
import { addFacts } from "./add-facts.js";
import type { Answers } from "./answers.js";

/** What the command line states of the nodes. */
export interface StatedNodes {
  readonly os?: string | undefined;
  readonly release?: string | undefined;
  readonly distribution?: string | undefined;
}

/** A draft with the facts that the options state, and what they state in vain. */
export interface WithFacts {
  readonly draft: Draft;
  /** For the operator, as a sentence without full stop; undefined if the draft has all of it. */
  readonly note: string | undefined;
}

/**
 * Adds what is known of the nodes to an imported draft. A file that states a fact takes precedence over an option, and
 * the note names such options.
 */
export function withKnownFacts(
  draft: Draft,
  { os: guessed, release }: Pick<Answers, "os" | "release">,
  kubernetesOf: (os: Answers["os"]) => string | undefined,
  stated: StatedNodes,
): WithFacts {
  const os = stated.os === undefined ? (onlySystem(draft) ?? guessed) : guessed;
  const releaseName = operatingSystems[os].releaseFact.name;
  const known = new Map<string, string | undefined>([
    [releaseName, os === guessed ? release : stated.release],
    ["distribution", stated.distribution],
    ["kubernetes", kubernetesOf(os)],
  ]);
  const facts = new Map(
    [...known].flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
  const added = addFacts(draft, { os, facts });
  return {
    draft: added,
    note: noteOf(added, stated, releaseName),
  };
}

/** The operating system of all roles, if they have one. */
function onlySystem(draft: Draft): Answers["os"] | undefined {
  const [name, ...others] = valuesOf(draft, "os");
  return others.length === 0
    ? keysOf(operatingSystems).find((each) => each === name)
    : undefined;
}

/** The values that roles have of a fact, each once. */
function valuesOf(draft: Draft, fact: string): readonly string[] {
  const all = draft.roles.flatMap(
    (role) => role.facts.get(fact) ?? draft.facts.get(fact) ?? [],
  );
  return [...new Set(all.map(String))];
}

function noteOf(
  draft: Draft,
  { os, release, distribution }: StatedNodes,
  releaseName: string,
): string | undefined {
  const options = [
    { option: "--os", fact: "os", value: os },
    { option: "--release", fact: releaseName, value: release },
    { option: "--distribution", fact: "distribution", value: distribution },
  ];
  const lost = options.filter(
    ({ fact, value }) =>
      value !== undefined && !valuesOf(draft, fact).includes(value),
  );
  if (lost.length === 0) return undefined;
  const names = lost.map(({ option, value }) => `\`${option} ${value ?? ""}\``);
  const isOtherSystem = lost.some(({ fact }) => fact === "os");
  const theirs = (
    isOtherSystem ? ["os"] : lost.map(({ fact }) => fact)
  ).flatMap((fact) =>
    valuesOf(draft, fact).map((value) => `\`${fact}: ${value}\``),
  );
  return `${joinNames(names)} ${lost.length === 1 ? "is" : "are"} not in the spec: the imported files have ${joinNames(theirs)}; use --no-import to write a spec from the options`;
}
