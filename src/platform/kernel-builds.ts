import {
  type Alternatives,
  agreedDefault,
  alternativesIn,
  defaultIn,
  followsBuild,
} from "../catalogue/builds/defaults.js";
import { findBuilds } from "../catalogue/builds/find.js";
import { pageSizeOf } from "../catalogue/builds/kernel-build.js";
import { allBuilds } from "../catalogue/builds/table.js";
import type { NodeFacts } from "../core/facts.js";
import { keyOf } from "../core/key.js";
import type { BuildChoice, KernelBuild } from "../core/kernel-build.js";
import { parseVersion } from "../core/version.js";

/** What a default that follows the options of the kernel is on a node. */
export interface BuildDefault {
  /** Undefined where the builds that the node may run disagree or do not tell, and where nobody says whose kernel it is. */
  readonly value: string | undefined;
  /** Every value that it may be, those of the most builds first. */
  readonly alternatives: readonly string[];
  /** `CONFIG_HZ=1000`, or what it follows: `depends on CONFIG_HZ`. */
  readonly note: string;
  /** The same with the values: `depends on CONFIG_HZ: 8000 with 250, 2000 with 1000`. */
  readonly longNote: string;
  readonly certainty: "read" | "secondary";
  readonly source: string;
}

/** What `followsBuild` says of keys whose default depends on nothing else. */
const PAGES = "the page size";

/** Lists the kernel builds that a node may run: the one that its facts name, or those of its platform. */
export function buildsOf(
  choice: BuildChoice,
  { arch, kernel }: Pick<NodeFacts, "arch" | "kernel">,
): readonly KernelBuild[] {
  return "build" in choice
    ? [choice.build]
    : findBuilds({
        platform: choice.platform,
        release: choice.release,
        arch,
        kernel,
      });
}

/**
 * Computes a default that follows the options of the kernel. Undefined for keys whose default is the same in all builds.
 * Where the facts do not tell whose kernel it is, all known builds are asked, but only once someone reads the answer.
 */
export function buildDefault(
  id: string,
  facts: NodeFacts,
  on: BuildChoice | undefined,
): BuildDefault | undefined {
  const option = followsBuild(id, facts.arch);
  if (option === undefined) return undefined;
  const builds = on === undefined ? [] : buildsOf(on, facts);
  if (builds.length === 0)
    return option === PAGES ? undefined : onAnyBuild(id, option, facts);
  const { values, isComplete } = alternativesIn(builds, keyOf(id.split(".")));
  const [first, ...others] = values;
  const isSure = first !== undefined && others.length === 0 && isComplete;
  // The page size is a fact of the node, 4 KiB by default, as on the measured kernels.
  if (!isSure && option === PAGES) return undefined;
  return {
    value: isSure ? first.value : undefined,
    alternatives: values.map(({ value }) => value),
    note: isSure ? first.decidedBy : `depends on ${option}`,
    longNote: isSure ? first.decidedBy : dependsWords(option, values),
    certainty: first?.certainty ?? "read",
    source: first?.source ?? BUILDS,
  };
}

const BUILDS = "catalogue/builds";

/** By key, architecture and version. */
const ofAnyBuild = new Map<string, readonly Alternative[]>();

type Alternative = Alternatives["values"][number];

function onAnyBuild(
  id: string,
  option: string,
  { arch, kernel }: NodeFacts,
): BuildDefault {
  const version = kernel === undefined ? undefined : parseVersion(kernel);
  const agreed = agreedDefault(id, arch, version);
  if (agreed !== undefined) {
    const note = everywhere(agreed.value);
    return { ...agreed, alternatives: [agreed.value], note, longNote: note };
  }
  const all = (): readonly Alternative[] => {
    const name = [id, arch, kernel].join(" ");
    const known =
      ofAnyBuild.get(name) ??
      alternativesIn(
        allBuilds().filter(
          (build) => arch === undefined || build.arch === arch,
        ),
        keyOf(id.split(".")),
        version,
      ).values;
    ofAnyBuild.set(name, known);
    return known;
  };
  return {
    value: undefined,
    get alternatives() {
      return all().map(({ value }) => value);
    },
    note: `depends on ${option}`,
    get longNote() {
      return dependsWords(option, all());
    },
    certainty: "read",
    source: BUILDS,
  };
}

function everywhere(value: string): string {
  return `${value} on all known kernels`;
}

/** More values than that say no more. */
const NAMED = 3;

/** `depends on CONFIG_HZ: 8000 with 250, 2000 with 1000`, and the value only where it is what the option says. */
function dependsWords(option: string, all: readonly Alternative[]): string {
  const [first, ...others] = all;
  if (first === undefined) return `depends on ${option}`;
  if (others.length === 0) return everywhere(first.value);
  const named = all.slice(0, NAMED).map(({ value, decidedBy }) => {
    const setting = decidedBy.startsWith(`${option}=`)
      ? decidedBy.slice(option.length + 1)
      : decidedBy;
    return value === setting ? value : `${value} with ${setting}`;
  });
  return `depends on ${option}: ${named.join(", ")}`;
}

/** Says what a default depends on that differs between the known builds; undefined for others. */
export function dependsOnBuild(id: string): string | undefined {
  const built = buildDefault(id, {}, undefined);
  return built === undefined || built.alternatives.length === 1
    ? undefined
    : built.longNote;
}

/**
 * Counts the fields of a key whose fields follow the options of the kernel, on each build that the node may run; on
 * all known builds where the facts do not tell whose kernel it is. Ascending.
 */
export function fieldCounts(
  id: string,
  facts: NodeFacts,
  on: BuildChoice | undefined,
): readonly number[] {
  const key = keyOf(id.split("."));
  const builds = on === undefined ? [] : buildsOf(on, facts);
  const counts = (builds.length > 0 ? builds : allBuilds()).flatMap(
    (build) => defaultIn(build, key)?.value.split(" ").length ?? [],
  );
  return [...new Set(counts)].sort((a, b) => a - b);
}

/**
 * Returns the page size of the node's kernel, in bytes: as stated, or of the builds that it may run. Undefined where
 * they disagree, or none is known.
 */
export function pageSizeOn(
  facts: NodeFacts,
  on: BuildChoice | undefined,
): bigint | undefined {
  const { arch, pageSize } = facts;
  if (pageSize !== undefined || arch !== "arm64" || on === undefined)
    return pageSize;
  const [first, ...others] = buildsOf(on, facts).map(pageSizeOf);
  return first !== undefined && others.every((size) => size === first)
    ? BigInt(first)
    : undefined;
}

/** Whether the kernel of a node may have changes of newer ones. */
export function hasBackports(
  facts: NodeFacts,
  on: BuildChoice | undefined,
): boolean {
  return (
    on !== undefined && buildsOf(on, facts).some((build) => build.hasBackports)
  );
}
