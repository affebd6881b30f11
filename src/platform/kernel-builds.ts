import { defaultIn, followsBuild } from "../catalogue/builds/defaults.js";
import { findBuilds } from "../catalogue/builds/find.js";
import { pageSizeOf } from "../catalogue/builds/kernel-build.js";
import { allBuilds } from "../catalogue/builds/table.js";
import type { NodeFacts } from "../core/facts.js";
import { keyOf } from "../core/key.js";
import type { BuildChoice, KernelBuild } from "../core/kernel-build.js";

/** What a default that follows the options of the kernel is on a node. */
export interface BuildDefault {
  /** Undefined where the builds that the node may run disagree, or none is known. */
  readonly value: string | undefined;
  /** `CONFIG_HZ=1000`, or what it follows: `CONFIG_HZ`. */
  readonly note: string;
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
 * Computes a default that follows the options of the kernel. Undefined for keys whose default is the same in all builds,
 * and where the facts do not tell whose kernel it is.
 */
export function buildDefault(
  id: string,
  facts: NodeFacts,
  on: BuildChoice | undefined,
): BuildDefault | undefined {
  const option = on === undefined ? undefined : followsBuild(id, facts.arch);
  if (on === undefined || option === undefined) return undefined;
  const key = keyOf(id.split("."));
  const found = buildsOf(on, facts).map((build) => defaultIn(build, key));
  const [first] = found;
  const value =
    first !== undefined && found.every((each) => each?.value === first.value)
      ? first.value
      : undefined;
  // The page size is a fact of the node, 4 KiB by default, as on the measured kernels.
  if (value === undefined && option === PAGES) return undefined;
  return {
    value,
    note:
      value === undefined ? `depends on ${option}` : (first?.decidedBy ?? ""),
    certainty: first?.certainty ?? "read",
    source: first?.source ?? "catalogue/builds",
  };
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
