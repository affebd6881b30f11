import type { NodeFacts } from "../core/facts.js";
import type { distributions } from "./distribution/registry.js";
import type { operatingSystems } from "./os/registry.js";

export type OperatingSystemName = keyof typeof operatingSystems;
export type DistributionName = keyof typeof distributions;

/** The facts as the spec states them: with the names that `platformOf` turns into abilities. */
export interface StatedFacts extends NodeFacts {
  readonly os?: OperatingSystemName | undefined;
  readonly distribution?: DistributionName | undefined;
}

/** The distribution that an operating system is, where the facts do not state another. */
const ownDistribution: Readonly<
  Partial<Record<OperatingSystemName, DistributionName>>
> = { talos: "talos" };

/** Adds what follows from the stated facts: Talos is its own distribution. */
export function withImplied(stated: StatedFacts): StatedFacts {
  const distribution =
    stated.distribution ?? (stated.os && ownDistribution[stated.os]);
  return distribution === undefined ? stated : { ...stated, distribution };
}

/** The facts without these names, as a planned node has them. */
export function factsOf(stated: StatedFacts): NodeFacts {
  const facts = { ...stated };
  delete facts.os;
  delete facts.distribution;
  return Object.freeze(facts);
}
