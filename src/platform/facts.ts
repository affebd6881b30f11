import * as z from "zod/mini";
import { fact } from "../core/fact.js";
import { type FactValues, nodeFacts, type NodeFacts } from "../core/facts.js";
import { keysOf } from "../core/keys-of.js";
import { distributions } from "./distribution/registry.js";
import { operatingSystems } from "./os/registry.js";

/** Every fact that `node:` of a spec may state: the platform's names, and the facts of every node. */
export const statedFacts = {
  os: fact(
    "The operating system: it decides which files the settings are written to",
    z.enum(keysOf(operatingSystems)),
    (os, { osVersion }) =>
      typeof osVersion === "string" ? `${os} ${osVersion}` : os,
  ),
  distribution: fact(
    "The Kubernetes distribution, or `none` where the node is not part of a cluster",
    z.enum(keysOf(distributions)),
    (name, { os }) => {
      if (name === os) return undefined;
      return name === "none" ? "no Kubernetes" : name;
    },
  ),
  ...nodeFacts,
} as const;

/** The fields of `node:`, each of them optional. */
type FactFields = {
  readonly [Name in keyof typeof statedFacts]: z.ZodMiniOptional<
    (typeof statedFacts)[Name]["schema"]
  >;
};

/** The fields of `node:` in a schema. */
export const factFields = Object.fromEntries(
  keysOf(statedFacts).map((name) => [
    name,
    z.optional<z.ZodMiniType>(statedFacts[name].schema),
  ]),
  // The type of fromEntries does not keep which key has which schema.
) as FactFields;

/** The facts as the spec states them, including the names that `platformOf` replaces by abilities. */
export type StatedFacts = FactValues<typeof statedFacts>;

export type OperatingSystemName = keyof typeof operatingSystems;
export type DistributionName = keyof typeof distributions;

/** Operating systems that are a distribution themselves, unless the facts state another. */
const ownDistribution: Readonly<
  Partial<Record<OperatingSystemName, DistributionName>>
> = { talos: "talos" };

/** Adds what follows from the stated facts: Talos is its own distribution. */
export function withImplied(stated: StatedFacts): StatedFacts {
  const distribution =
    stated.distribution ?? (stated.os && ownDistribution[stated.os]);
  return distribution === undefined ? stated : { ...stated, distribution };
}

/** Returns the facts without the names of the platform, as a planned node has them. */
export function factsOf(stated: StatedFacts): NodeFacts {
  const facts = { ...stated };
  delete facts.os;
  delete facts.distribution;
  return Object.freeze(facts);
}
