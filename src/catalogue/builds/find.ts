import type { Arch } from "../../core/facts.js";
import {
  compareVersions,
  parseVersion,
  type Version,
} from "../../core/version.js";
import { buildPlatforms as platforms } from "../data/builds.js";
import type { KernelBuild } from "../../core/kernel-build.js";
import { versionOfBuild } from "./kernel-build.js";
import { allBuilds, buildsOf, withKernel } from "./table.js";

/** The platforms whose kernels are known. */
export const buildPlatforms: readonly string[] = platforms;

/** What is known about the kernel of a node. */
export interface BuildQuery {
  /** One of `buildPlatforms`. */
  readonly platform: string;
  /** `1.12`, `1.12.3`, `v1.12.3`, `12`, `12-cloud`, or a flavour only, which means its newest release: `hardened`. */
  readonly release?: string | undefined;
  readonly arch?: Arch | undefined;
  /** The version of Linux, if it was stated: `6.12`, `6.12.48` or `5.15.0-1122-gcp`. Only its first two numbers and a flavour count. */
  readonly kernel?: string | undefined;
}

/** A spec has many nodes and few kernels. */
const found = new Map<string, readonly KernelBuild[]>();

/**
 * Finds the builds that a node may run; several if the query leaves a choice, such as within Talos 1.12, where the
 * kernel moved. The kernels of a release that somebody has to choose, such as backports, are found only if the release
 * names them (`12-backports-6.12`) or if only they have the stated version. If no kernel of the release has it, the
 * options of the nearest one are assumed for it, with the certainty `overlay`. Empty if nothing is known.
 */
export function findBuilds(query: BuildQuery): readonly KernelBuild[] {
  const { platform, release, arch, kernel } = query;
  const name = [platform, release, arch, kernel].join(" ");
  const known = found.get(name) ?? find(query);
  found.set(name, known);
  return known;
}

function find({
  platform,
  release,
  arch,
  kernel,
}: BuildQuery): readonly KernelBuild[] {
  const own = buildsOf(platform).filter(
    (build) => arch === undefined || build.arch === arch,
  );
  const ofRelease = release === undefined ? own : byRelease(own, release);
  const running = ofRelease.filter((build) => isOfFlavour(build, kernel));
  const isChosen = ofRelease.some((build) => isNamed(build, release ?? ""));
  const usual =
    running.length > 0 ? running : isChosen ? ofRelease : standardOf(ofRelease);
  const version = kernel === undefined ? undefined : parseVersion(kernel);
  if (!version) return usual;
  const fits = (build: KernelBuild): boolean =>
    compareVersions(versionOfBuild(build), version) === 0;
  for (const builds of [usual.filter(fits), ofRelease.filter(fits)])
    if (builds.length > 0) return builds;
  const [number = ""] = /\d+(?:\.\d+)+/u.exec(kernel ?? "") ?? [];
  return nearest(usual, version).map((build) => withKernel(build, number));
}

/** Whether the name of a kernel names the flavour: `5.15.0-1122-gcp`, `6.12.34+rpt-rpi-v8`. */
function isOfFlavour({ flavour }: KernelBuild, kernel = ""): boolean {
  const [name = ""] = flavour.split("-");
  return name !== "" && kernel.split(/[-+]/u).includes(name);
}

function standardOf(builds: readonly KernelBuild[]): readonly KernelBuild[] {
  return builds.filter(({ isStandard }) => isStandard);
}

/** The builds with the newest kernel that is older than a version; if all are newer, those with the oldest one. */
function nearest(
  builds: readonly KernelBuild[],
  version: Version,
): readonly KernelBuild[] {
  const sorted = builds.map(versionOfBuild).sort(compareVersions);
  const best =
    sorted.findLast((other) => compareVersions(other, version) < 0) ??
    sorted[0];
  return builds.filter(
    (build) => best && compareVersions(versionOfBuild(build), best) === 0,
  );
}

/** Finds a build by its id: `talos/1.11/amd64`. */
export function buildById(id: string): KernelBuild | undefined {
  return allBuilds().find((build) => build.id === id);
}

/** Lists the releases of a platform, oldest first: `11`, `12`, `13`. Empty for an unknown platform. */
export function releasesOf(platform: string): readonly string[] {
  const own = buildsOf(platform);
  return [...new Set(own.map(({ release }) => release))].sort(compareReleases);
}

/** Whether the query names the flavour, with or without the release. */
function isNamed({ release, flavour }: KernelBuild, text: string): boolean {
  return (
    flavour !== "" && (text === flavour || text === `${release}-${flavour}`)
  );
}

function byRelease(
  builds: readonly KernelBuild[],
  text: string,
): readonly KernelBuild[] {
  const named = builds.filter((build) => isNamed(build, text));
  if (named.length > 0) {
    const newest = named
      .map(({ release }) => release)
      .sort(compareReleases)
      .at(-1);
    return named.filter(({ release }) => release === newest);
  }
  const depth = builds.reduce(
    (least, { release }) => Math.min(least, numbersOf(release).length),
    Number.POSITIVE_INFINITY,
  );
  const stated = text.replace(/^v(?=\d)/u, "");
  let wanted = stated;
  for (;;) {
    const exact = builds.filter(({ release }) => release === wanted);
    const isPatch = numbersOf(wanted).length > Math.max(depth, 1);
    const within = builds.filter(({ release }) => isBelow(release, wanted));
    // A patch release that is in the table is that one, another has the last options of its minor release, and a minor
    // release is whatever it moved through.
    if (exact.length > 0 && (isPatch || wanted !== stated)) return exact;
    if (exact.length + within.length > 0) return [...exact, ...within];
    const end = Math.max(wanted.lastIndexOf("."), wanted.lastIndexOf("-"));
    if (end <= 0 || !isPatch) return [];
    wanted = wanted.slice(0, end);
  }
}

/** Whether a release is a part of another: `1.12.0` and `1.12-alpha` of `1.12`. */
function isBelow(release: string, of: string): boolean {
  return release.startsWith(`${of}.`) || release.startsWith(`${of}-`);
}

/** The numbers that a release starts with: `1.15-alpha` has two, `main` none. */
function numbersOf(release: string): readonly number[] {
  const [start = ""] = /^\d+(?:\.\d+)*/u.exec(release) ?? [];
  return start === "" ? [] : start.split(".").map(Number);
}

/** By number; of one release, the patch level before the branch: `1.12.0`, then `1.12`. */
function compareReleases(a: string, b: string): number {
  const [x, y] = [numbersOf(a), numbersOf(b)];
  const shared = Math.min(x.length, y.length);
  for (let at = 0; at < shared; at++) {
    const difference = (x[at] ?? 0) - (y[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (x.length === 0 || y.length === 0) return y.length - x.length;
  return y.length - x.length;
}
