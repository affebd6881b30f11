import { newestMeasured } from "../catalogue/timeline.js";
import { joinNames } from "../core/name-list.js";
import { reachText, type NodeName } from "../core/reach.js";
import { compareVersions, parseVersion } from "../core/version.js";
import { newestChart } from "../platform/component/cilium-maps.js";
import { newestKubernetes } from "../platform/component/kubernetes.js";
import { distros, readDistro } from "../platform/distro/registry.js";
import { beyondKnown } from "../platform/implied-kernel.js";
import { operatingSystems } from "../platform/os/registry.js";
import { keysOf } from "../core/keys-of.js";
import type { NodePlan, Plan } from "../plan/types.js";
import type { Upgrade } from "./names.js";
import { isOlderRelease } from "./same-release.js";

/** Says what is not known of the release that an upgrade ends with; undefined where it was read. */
export function beyond({ name, to }: Upgrade): string | undefined {
  switch (name) {
    case "kernel":
      return isNewer(to, newestMeasured)
        ? `Linux ${to} was not measured: its keys, ranges and defaults are those of ${newestMeasured}`
        : undefined;
    case "kubernetes":
      return isNewer(to, newestKubernetes)
        ? `Kubernetes ${to} was not read: what is known is that of ${newestKubernetes}`
        : undefined;
    case "cilium":
      return isNewer(to, newestChart)
        ? `Cilium ${to} was not read: what is known is that of ${newestChart}`
        : undefined;
    case "distro":
      return unknownDistro(to);
    default: {
      const os = keysOf(operatingSystems).find((each) => each === name);
      if (os === undefined) return undefined;
      const as = beyondKnown(operatingSystems[os], to);
      return (
        as &&
        `${operatingSystems[os].systemLabel} ${to} was not read: it is taken ${as}`
      );
    }
  }
}

/** Says that an upgrade goes back to an older release than some of those that it starts from. */
export function downgrade(
  { name, to }: Upgrade,
  from: readonly string[],
): string | undefined {
  const newer = from.filter((release) => isOlderRelease(to, release));
  return newer.length === 0
    ? undefined
    : `this is a downgrade: ${name === "distro" ? "" : `${name} `}${to} is older than ${joinNames(newer)}`;
}

function unknownDistro(to: string): string | undefined {
  const stated = readDistro(to);
  const known = stated && distros.get(stated.name)?.releases?.known;
  return known === undefined ||
    stated?.release === undefined ||
    known.some((release) => stated.release === release)
    ? undefined
    : `\`${to}\` was not read: what it sets at boot is not known`;
}

function isNewer(release: string, known: string): boolean {
  const [a, b] = [parseVersion(release), parseVersion(known)];
  return a !== undefined && b !== undefined && compareVersions(a, b) > 0;
}

/** Says which nodes were not compared because they do not state what an upgrade starts from. */
export function unstated(
  { name, to }: Upgrade,
  nodes: readonly NodeName[],
  all: readonly NodeName[],
): string | undefined {
  return nodes.length === 0
    ? undefined
    : `not compared, because the spec does not state the release: ${reachText({ nodes, among: all }) ?? ""}; write \`--${name} A..${to}\``;
}

/** Says which nodes have a kernel that is not known after the upgrades, or options of the kernel that they had before. */
export function kernelRemarks(before: Plan, after: Plan): readonly string[] {
  const where = (
    wanted: (was: NodePlan | undefined, is: NodePlan) => boolean,
  ): string | undefined => {
    const nodes = after.nodes.filter((node, index) =>
      wanted(before.nodes[index], node),
    );
    return nodes.length === 0
      ? undefined
      : reachText({ nodes, among: after.nodes });
  };
  const unknown = where(
    (was, is) =>
      was?.facts.kernel !== undefined && is.facts.kernel === undefined,
  );
  const sameOptions = where((was, is) => {
    const { builds } = is.platform;
    return (
      builds !== undefined &&
      "build" in builds &&
      was?.facts.kernel !== is.facts.kernel
    );
  });
  return [
    ...(unknown === undefined
      ? []
      : [
          `the release may have several kernels, so defaults and keys are those of any: ${unknown}; write \`--kernel A..B\`, too`,
        ]),
    ...(sameOptions === undefined
      ? []
      : [
          `the options of the new kernel are taken from the \`kernelBuild\` of the old one: ${sameOptions}; \`tunegen kernel-build\` prints that of the new one`,
        ]),
  ];
}
