import * as z from "zod/mini";
import { pageSizeOf } from "../catalogue/builds/kernel-build.js";
import { fact } from "../core/fact.js";
import { type FactValues, nodeFacts, type NodeFacts } from "../core/facts.js";
import type { KernelBuild } from "../core/kernel-build.js";
import { keysOf } from "../core/keys-of.js";
import type { Span } from "../core/source.js";
import { distributions } from "./distribution/registry.js";
import { distroFact } from "./distro/fact.js";
import { kernelBuildFact } from "./kernel-build/fact.js";
import { beyondKnown, impliedKernel } from "./implied-kernel.js";
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
  distro: distroFact,
  kernelBuild: kernelBuildFact,
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

/** The places of the facts that a layer states. */
export type FactPlaces = {
  readonly [Name in keyof StatedFacts]?: Span | undefined;
};

/** The operating system of every distribution of Linux. */
const DISTRO_SYSTEM: OperatingSystemName = "linux";

/** Operating systems that are a distribution themselves, unless the facts state another. */
const ownDistribution: Readonly<
  Partial<Record<OperatingSystemName, DistributionName>>
> = { talos: "talos" };

/**
 * Adds what follows from the stated facts: Talos is its own distribution, `debian-13` is a Linux, a kernel build has a
 * version and an architecture, and a release of Talos or NixOS has a kernel.
 */
export function withImplied(stated: StatedFacts): StatedFacts {
  const os =
    stated.os ?? (stated.distro === undefined ? undefined : DISTRO_SYSTEM);
  const distribution = stated.distribution ?? (os && ownDistribution[os]);
  const kernel =
    stated.kernel ??
    stated.kernelBuild?.kernel ??
    (os &&
      stated.osVersion &&
      impliedKernel(operatingSystems[os], stated.osVersion));
  return {
    ...stated,
    ...(os !== undefined && { os }),
    ...(distribution !== undefined && { distribution }),
    ...(kernel !== undefined && kernel !== "" && { kernel }),
    ...(stated.kernelBuild && ofBuild(stated.kernelBuild, stated)),
  };
}

/** The facts that a kernel build decides. */
function ofBuild(
  build: KernelBuild,
  { arch = build.arch, pageSize }: StatedFacts,
): StatedFacts {
  const bytes = pageSizeOf(build);
  return {
    arch,
    pageSize: pageSize ?? (bytes === undefined ? undefined : BigInt(bytes)),
  };
}

/** `as in Talos 1.14`, where the kernel is that of an older release than the stated one; otherwise undefined. */
export function kernelNote({
  os,
  osVersion,
  kernel,
}: StatedFacts): string | undefined {
  if (os === undefined || osVersion === undefined) return undefined;
  const system = operatingSystems[os];
  return impliedKernel(system, osVersion) === kernel
    ? beyondKnown(system, osVersion)
    : undefined;
}

/**
 * Merges facts, the later layers over the earlier. An operating system that a later layer states takes the place of the
 * `distro` of an earlier one.
 */
export function mergeFacts(layers: readonly StatedFacts[]): StatedFacts {
  const merged = layers.reduce((all, layer) => ({ ...all, ...layer }), {});
  if (merged.os === undefined || operatingSystems[merged.os].hasDistros)
    return merged;
  return { ...merged, distro: undefined };
}

/** A `distro` beside an operating system that has none. */
export interface DistroConflict {
  /** The index of the layer that states the distro. */
  readonly layer: number;
  readonly distro: string;
  /** As messages name the operating system. */
  readonly systemLabel: string;
}

/** Finds a `distro` that contradicts the operating system of its own layer, or of an earlier one. */
export function distroConflict(
  layers: readonly StatedFacts[],
): DistroConflict | undefined {
  const layer = layers.findLastIndex(({ distro }) => distro !== undefined);
  const at = layers.findLastIndex(({ os }) => os !== undefined);
  const [distro, os] = [layers[layer]?.distro, layers[at]?.os];
  if (distro === undefined || os === undefined || layer < at) return undefined;
  const { hasDistros, systemLabel } = operatingSystems[os];
  return hasDistros ? undefined : { layer, distro, systemLabel };
}

/** Returns the facts without the names of the platform, as a planned node has them. */
export function factsOf(stated: StatedFacts): NodeFacts {
  const facts = { ...stated };
  delete facts.os;
  delete facts.distribution;
  delete facts.distro;
  delete facts.kernelBuild;
  return Object.freeze(facts);
}
