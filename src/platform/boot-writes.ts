import type { BootWrite, OwnValues } from "../core/own-values.js";
import type { Distribution, SysctlFile } from "../core/platform.js";
import { distributions } from "./distribution/registry.js";
import type { Distro } from "./distro/distro.js";
import { distroLabel, distros, readDistro } from "./distro/registry.js";
import type { StatedFacts } from "./facts.js";
import { operatingSystems } from "./os/registry.js";
import { isDistributionKey, isInterfaceKey } from "./os/systemd.js";
import {
  findWrites,
  type FindWrites,
  type Group,
  type ReleaseOf,
} from "./own/index-writes.js";
import { isWithin } from "../core/lifetime.js";

/** What a node has without the spec. */
export interface Boot {
  /** Lists who sets a key at boot, in the order in which it is applied. */
  readonly writes: FindWrites;
  readonly files: () => readonly SysctlFile[];
}

/** Cache: a spec has many nodes and few platforms. */
const cache = new Map<string, Boot>();

/**
 * Returns who sets a key of a node at boot, before the files of a spec are applied: its operating system, its
 * distribution of Linux and the image of its Kubernetes distribution. Where the facts leave open which system that is, the
 * result has what each of them does, and none of it is sure.
 */
export function bootOf(facts: StatedFacts): Boot {
  const { os, osVersion, distro, distribution } = facts;
  const name = [os, osVersion, distro, distribution].join(" ");
  const known = cache.get(name);
  if (known !== undefined) return known;
  const groups = groupsOf(facts);
  let files: readonly SysctlFile[] | undefined;
  const boot: Boot = {
    writes: withOthers(findWrites(groups), isWhole(facts)),
    files: () => (files ??= filesOf([...groups, ...imagesOfAny(facts)])),
  };
  cache.set(name, boot);
  return boot;
}

function filesOf(groups: readonly Group[]): readonly SysctlFile[] {
  const all = groups.flatMap(({ own, release, oldest, sure }) => {
    const { file, by } = own;
    return file === undefined || isWithin(release, own, oldest) === false
      ? []
      : [{ name: file, by, named: sure }];
  });
  return [...new Map(all.map((file) => [file.name, file])).values()];
}

function groupsOf({
  os,
  osVersion,
  distro,
  distribution,
}: StatedFacts): readonly Group[] {
  if (os === undefined) {
    return [
      ...Object.values(operatingSystems).flatMap(
        ({ ownValues, oldest, systemLabel: label }) =>
          of(ownValues, { release: undefined, oldest, sure: false, label }),
      ),
      ...anyDistro(distribution),
      ...nodesOf(distribution, false),
    ];
  }
  const { ownValues, oldest, hasDistros } = operatingSystems[os];
  const own = of(ownValues, { release: osVersion, oldest, sure: true });
  if (!hasDistros) return own;
  const stated = distro === undefined ? undefined : readDistro(distro);
  const onNodes = nodesOf(distribution, true);
  if (stated === undefined)
    return [...own, ...anyDistro(distribution), ...onNodes];
  const { name, release } = stated;
  const { values = [], onImages = [] } = distros.get(name) ?? {};
  return [
    ...own,
    ...of(values, { release, sure: true }),
    // A spec that states the distribution says whose image it is.
    ...of(distribution === undefined ? onImages : [], { release, sure: true }),
    ...imageOf(distribution, name, true),
    ...onNodes,
  ];
}

/** What a Kubernetes distribution sets on all of its nodes that have /etc/sysctl.d. */
function nodesOf(
  distribution: StatedFacts["distribution"],
  sure: boolean,
): readonly Group[] {
  const record: Distribution | undefined =
    distribution && distributions[distribution];
  return of(record?.nodeValues ?? [], { release: undefined, sure });
}

/** What each known release of each distribution of Linux sets; one with settings of another form is always named. */
function anyDistro(
  distribution: StatedFacts["distribution"],
): readonly Group[] {
  const readers = [...distros].filter(
    ([, { differs }]) => differs?.abilities.settingsForm === undefined,
  );
  return readers.flatMap(([name, distro]) => [
    ...ofReleases(name, distro),
    ...imageOf(distribution, name, false),
  ]);
}

/** Cache: it does not depend on the node. */
const released = new Map<string, readonly Group[]>();

function ofReleases(
  name: string,
  { values, releases }: Distro,
): readonly Group[] {
  const known = released.get(name);
  if (known !== undefined) return known;
  const groups = (releases?.known ?? [undefined]).flatMap((release) =>
    of(values, {
      release,
      sure: false,
      label: distroLabel({ name, release }),
    }).map(asSystemd),
  );
  released.set(name, groups);
  return groups;
}

/** systemd does the same on every distribution that installs its file. */
function asSystemd(group: Group): Group {
  return group.own.by.startsWith("systemd")
    ? { ...group, label: group.own.by }
    : group;
}

/** What only some images set, where the facts leave open which distribution of Linux it is. */
function imagesOfAny({
  os,
  distro,
  distribution,
}: StatedFacts): readonly Group[] {
  if (os === undefined || !operatingSystems[os].hasDistros) return [];
  if (distro !== undefined || distribution !== undefined) return [];
  return [...distros.values()].flatMap(({ onImages = [] }) =>
    of(onImages, { release: undefined, sure: false }),
  );
}

function imageOf(
  distribution: StatedFacts["distribution"],
  name: string,
  sure: boolean,
): readonly Group[] {
  const record: Distribution | undefined =
    distribution && distributions[distribution];
  return of(record?.images?.[name] ?? [], { release: undefined, sure });
}

function of(
  groups: readonly OwnValues[],
  release: ReleaseOf,
): readonly Group[] {
  return groups.map((own) => ({ ...release, own }));
}

/** Whether all is known that the node's system sets. */
function isWhole({ os, distro }: StatedFacts): boolean {
  if (os === undefined) return false;
  if (!operatingSystems[os].hasDistros) return true;
  const stated = distro === undefined ? undefined : readDistro(distro);
  return stated !== undefined && distros.get(stated.name)?.isComplete === true;
}

/** Someone of whom only the keys are known. */
const others: BootWrite = Object.freeze({
  by: "the system",
  value: undefined,
  sure: false,
  certainty: "secondary",
  source: "the sysctl.d files of distributions, network managers and tuned",
});

function withOthers(find: FindWrites, whole: boolean): FindWrites {
  return (id) => {
    const found = find(id);
    return (isInterfaceKey(id) || (!whole && isDistributionKey(id))) &&
      !found.some(({ sure }) => sure)
      ? [...found, others]
      : found;
  };
}
