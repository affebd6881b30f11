import { pageSizeOf } from "../../catalogue/builds/kernel-build.js";
import type { KernelBuild } from "../../core/kernel-build.js";
import { bytesInWords } from "../../core/unit-words.js";
import { compareVersions, parseVersion } from "../../core/version.js";
import { distros, readDistro } from "../distro/registry.js";
import type { StatedFacts } from "../facts.js";
import { operatingSystems } from "../os/registry.js";

/** A fact that another kernel build than the stated one would have. */
export interface BuildConflict {
  readonly fact: "arch" | "kernel" | "pageSize" | "os" | "osVersion" | "distro";
  /** What the build is or has, with its verb: `is for arm64`, `is a kernel of talos 1.11`. */
  readonly has: string;
}

/** Lists the stated facts that contradict the stated kernel build, see `mergeFacts`. */
export function buildConflicts(facts: StatedFacts): readonly BuildConflict[] {
  const { kernelBuild: build } = facts;
  if (build === undefined) return [];
  return [
    ...(facts.arch !== undefined && facts.arch !== build.arch
      ? [{ fact: "arch", has: `is for ${build.arch}` } as const]
      : []),
    ...(isOtherKernel(facts.kernel, build)
      ? [{ fact: "kernel", has: `is Linux ${build.kernel}` } as const]
      : []),
    ...pageSizeConflict(facts.pageSize, build),
    ...(build.platform === "custom" ? [] : platformConflict(facts, build)),
  ];
}

function isOtherKernel(
  stated: string | undefined,
  { kernel }: KernelBuild,
): boolean {
  const [a, b] = [parseVersion(stated ?? ""), parseVersion(kernel)];
  return a !== undefined && b !== undefined && compareVersions(a, b) !== 0;
}

function pageSizeConflict(
  stated: bigint | undefined,
  build: KernelBuild,
): readonly BuildConflict[] {
  const bytes = pageSizeOf(build);
  return stated === undefined || bytes === undefined || stated === BigInt(bytes)
    ? []
    : [{ fact: "pageSize", has: `has ${bytesInWords(BigInt(bytes))} pages` }];
}

/** Whose kernel it is: that of an operating system, or of a distribution of Linux. */
function platformConflict(
  { os, osVersion, distro }: StatedFacts,
  build: KernelBuild,
): readonly BuildConflict[] {
  const { platform, release } = build;
  const has = `is a kernel of ${[platform, release].join(" ").trim()}`;
  const system = os && operatingSystems[os];
  if (system !== undefined && !isSystemOf(system, platform))
    return [{ fact: "os", has }];
  if (
    system?.buildPlatform === platform &&
    osVersion !== undefined &&
    !isSameRelease(osVersion, release)
  )
    return [{ fact: "osVersion", has }];
  const stated = distro === undefined ? undefined : readDistro(distro);
  if (stated === undefined) return [];
  const own = distros.get(stated.name)?.buildPlatform ?? stated.name;
  return own === platform && isSameRelease(stated.release ?? release, release)
    ? []
    : [{ fact: "distro", has }];
}

/** Whether nodes of an operating system may run the kernels of a platform. */
function isSystemOf(
  {
    buildPlatform,
    hasDistros,
  }: (typeof operatingSystems)[keyof typeof operatingSystems],
  platform: string,
): boolean {
  const isOfSystem = Object.values(operatingSystems).some(
    (each) => each.buildPlatform === platform,
  );
  return isOfSystem ? buildPlatform === platform : hasDistros;
}

/** `1.11.3` is of 1.11; a release without a number in front, such as `kernel-6.1`, is not compared. */
function isSameRelease(stated: string, release: string): boolean {
  const [a, b] = [stated, release].map((text) => text.replace(/^v/u, ""));
  if (a === undefined || b === undefined) return true;
  if (!/^\d/u.test(a) || !/^\d/u.test(b)) return true;
  const isWithin = (part: string, whole: string): boolean =>
    part === whole ||
    (/^[.-]/u.test(part.slice(whole.length)) && part.startsWith(whole));
  return isWithin(a, b) || isWithin(b, a);
}
