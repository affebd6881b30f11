import { distributions } from "../platform/distribution/registry.js";
import { type StatedFacts, withImplied } from "../platform/facts.js";
import { impliedKernel } from "../platform/implied-kernel.js";
import { buildsOf } from "../platform/kernel-builds.js";
import { platformOf } from "../platform/platform-of.js";
import { operatingSystems } from "../platform/os/registry.js";
import { isSameRelease } from "./same-release.js";
import type { Upgrade, UpgradeName } from "./names.js";

/** The facts that upgrades change. */
export const changeable = [
  "kernel",
  "osVersion",
  "kubernetes",
  "distro",
] as const satisfies readonly (keyof StatedFacts)[];

type Changeable = (typeof changeable)[number];

/** What an upgrade makes of the facts; `undefined` removes one. */
export type FactDelta = Readonly<
  Partial<Record<Changeable, string | undefined>>
>;

/** The state of a fact beside an upgrade. */
export type Standing =
  /** The node is none that the upgrade could be about. */
  | "other system"
  /** The facts do not state the release, and the upgrade does not say from which one it starts. */
  | "not stated"
  /** The facts state another release. */
  | "other release"
  /** The facts state the release that the upgrade ends with. */
  | "upgraded"
  | "applies";

/** The fact that an upgrade changes; undefined for Cilium, whose version no node states. */
export function factOf(name: UpgradeName): Changeable | undefined {
  if (name === "cilium") return undefined;
  return Object.hasOwn(operatingSystems, name)
    ? "osVersion"
    : changeable.find((fact) => fact === name);
}

/** Returns the release that facts state, or imply, of what an upgrade is about. */
export function releaseOf(
  name: UpgradeName,
  stated: StatedFacts,
): string | undefined {
  const fact = factOf(name);
  return fact && withImplied(stated)[fact];
}

/** Tells whether an upgrade is about a node with these facts. */
export function standing(
  { name, from, to }: Upgrade,
  stated: StatedFacts,
): Standing {
  const fact = factOf(name);
  const facts = withImplied(stated);
  if (fact === undefined || !isAbout(name, facts)) return "other system";
  const now = facts[fact];
  if (now === undefined) return from === undefined ? "not stated" : "applies";
  if (from !== undefined && now !== to && isSameRelease(now, from))
    return "applies";
  // The kernel of a system's release is upgraded with the system.
  if (!isStated(fact, stated)) return "other release";
  if (now === to) return "upgraded";
  if (from !== undefined) return "other release";
  return isSameRelease(now, to) ? "upgraded" : "applies";
}

function isStated(fact: Changeable, stated: StatedFacts): boolean {
  return (
    stated[fact] !== undefined ||
    (fact === "kernel" && stated.kernelBuild !== undefined)
  );
}

function isAbout(name: UpgradeName, facts: StatedFacts): boolean {
  const { os, distribution } = facts;
  switch (name) {
    case "kernel":
      return true;
    case "kubernetes":
      return (
        distribution === undefined || distributions[distribution].hasKubelet
      );
    case "distro":
      return os === undefined || operatingSystems[os].hasDistros;
    default:
      return os === name;
  }
}

/**
 * The facts after the upgrades. A kernel that the spec states as that of the old system is replaced by that of the new
 * one.
 */
export function after(
  upgrades: readonly Upgrade[],
  stated: StatedFacts,
): FactDelta {
  const delta: Partial<Record<Changeable, string | undefined>> = {};
  for (const upgrade of upgrades) {
    const fact = factOf(upgrade.name);
    if (fact !== undefined && standing(upgrade, stated) === "applies")
      delta[fact] = upgrade.to;
  }
  const { kernel } = stated;
  const isOwn =
    kernel !== undefined &&
    systemKernels(stated).some((own) => isSameRelease(kernel, own));
  if (!isOwn || "kernel" in delta) return delta;
  if (delta.osVersion !== undefined) return { ...delta, kernel: undefined };
  if (delta.distro === undefined) return delta;
  const [only, ...others] = distroKernels({ ...stated, ...delta });
  return { ...delta, kernel: others.length === 0 ? only : undefined };
}

/** The kernels that the system of a node brings, without patch levels; none where that is not known. */
function systemKernels(stated: StatedFacts): readonly string[] {
  const { os, osVersion } = withImplied(stated);
  const own = os && osVersion && impliedKernel(operatingSystems[os], osVersion);
  return own === undefined || own === "" ? distroKernels(stated) : [own];
}

/** The kernels of a distribution of Linux, the oldest first: `6.8`, and `6.14` of its HWE stack. */
function distroKernels(stated: StatedFacts): readonly string[] {
  const { builds } = platformOf(withImplied(stated));
  if (stated.distro === undefined || builds === undefined) return [];
  const kernels = buildsOf(builds, { arch: stated.arch, kernel: undefined })
    .filter(({ isStandard }) => isStandard)
    .flatMap(({ kernel }) => /^\d+\.\d+/u.exec(kernel) ?? []);
  return [...new Set(kernels)];
}

/** The facts before the upgrades: a release that the facts do not state is the one that an upgrade starts from. */
export function before(
  upgrades: readonly Upgrade[],
  stated: StatedFacts,
): FactDelta {
  const delta: Partial<Record<Changeable, string | undefined>> = {};
  const facts = withImplied(stated);
  for (const upgrade of upgrades) {
    const fact = factOf(upgrade.name);
    if (
      fact !== undefined &&
      facts[fact] === undefined &&
      standing(upgrade, stated) === "applies"
    )
      delta[fact] = upgrade.from;
  }
  return delta;
}
