import { type Diagnostic, errorsAmong } from "../../core/diagnostic.js";
import { listOf } from "../../core/list-of.js";
import type { Owner } from "../../core/written.js";
import type { Spec } from "../../language/model.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { writtenNode } from "../../plan/written-node.js";
import { hasOtherWriters } from "../../platform/write-steps.js";
import { inReportOrder } from "../findings.js";
import { type CertainPlan, certainPlan } from "./certain-plan.js";
import { ErrorPaths, type SpecPath } from "./error-paths.js";
import type { Gap } from "./gap.js";
import {
  ANY_FIELD,
  lossAt,
  type Loss,
  type Reach,
  reachKey,
} from "./losses.js";

/** What is known of a node beside its settings. */
export interface Known {
  readonly facts: boolean;
  /** Whether it is known which other programs write its sysctls. */
  readonly writers: boolean;
  /** Whether the memory of all settings can be added up. */
  readonly memory: boolean;
}

/** What an error takes away, by the place of the error in the list of findings. */
export interface ErrorLoss extends Loss {
  readonly finding: number;
}

/** What is known of a spec despite its errors. */
export interface KnownPart extends CertainPlan {
  readonly losses: readonly ErrorLoss[];
  /** What is not known of a node of the plan; empty if it is known as a whole. */
  readonly gapsOn: (node: NodePlan) => readonly Gap[];
  readonly knownOf: (node: NodePlan) => Known;
}

/** The part of a spec without errors: all of it. */
export function allKnown(plan: Plan): KnownPart {
  return {
    plan,
    doubtsOn: () => [],
    losses: [],
    gapsOn: () => [],
    knownOf: () => ({ facts: true, writers: true, memory: true }),
  };
}

/**
 * Finds what is known of a spec that has errors; undefined if that is nothing.
 *
 * @param errors what is wrong with the spec itself
 * @param diagnostics all that the report lists
 */
export function knownPart(
  spec: Spec,
  plan: Plan,
  errors: readonly Diagnostic[],
  diagnostics: readonly Diagnostic<string>[],
): KnownPart | undefined {
  if (errorsAmong(errors).length === 0) return allKnown(plan);
  const positions = new Map(
    inReportOrder(diagnostics).map((each, at) => [identity(each), at]),
  );
  const paths = new ErrorPaths();
  const losses = errorsAmong(errors).flatMap((each) =>
    pathsIn(spec, each, paths).map((path) => ({
      ...lossAt(path),
      finding: positions.get(identity(each)) ?? 0,
    })),
  );
  if (losses.some(({ isWhole }) => isWhole === true) || plan.nodes.length === 0)
    return undefined;
  const allGapsOn = gapFinder(spec, losses);
  const certain = certainPlan(plan, allGapsOn);
  const same = sameLists();
  const gapsOn = (node: NodePlan): readonly Gap[] =>
    same(allGapsOn(node).filter((gap) => !isSetBesides(gap, node)));
  return {
    ...certain,
    losses,
    gapsOn,
    knownOf: (node) => knownOf(node, gapsOn(node), certain.plan),
  };
}

/** Whether another layer sets what an error takes away, so that nothing is missing. */
function isSetBesides(gap: Gap, { settings }: NodePlan): boolean {
  return (
    gap.of === "settings" &&
    gap.id !== undefined &&
    settings.sysctl.some(({ id }) => id === gap.id)
  );
}

/** Returns one list for all that are alike, so that nodes with it are told together. */
function sameLists(): (gaps: readonly Gap[]) => readonly Gap[] {
  const known = new Map<string, readonly Gap[]>();
  return (gaps) => {
    const text = JSON.stringify(gaps);
    const first = known.get(text) ?? gaps;
    known.set(text, first);
    return first;
  };
}

function identity({ code, message, span }: Diagnostic<string>): string {
  return [code, message, span?.source.name, span?.start].join("\0");
}

/** An error in another file is one of its profiles, or of a kernel that a `node` names. */
function pathsIn(
  spec: Spec,
  error: Diagnostic,
  paths: ErrorPaths,
): readonly SpecPath[] {
  const source = error.span?.source;
  const found = paths.of(error);
  if (source === undefined || source === spec.source)
    return found.map((path) => pathWithField(path, error));
  if (paths.treeOf(source)?.entries?.has("profiles") === true)
    return found.map((path) => (path[0] === "profiles" ? path : ["include"]));
  const top = paths.treeOf(spec.source)?.entries;
  return [
    ...(top?.has("include") === true ? [["include"]] : []),
    ...(spec.source.text.includes("kernelBuild") ? [["node"]] : []),
  ];
}

/** Adds the field that an error of a whole mapping is about. */
function pathWithField(path: SpecPath, { code }: Diagnostic): SpecPath {
  // Only the version is required at the top, and there is only one.
  if (path.length === 0 && code === "missing-field") return ["version"];
  if (code !== "duplicate-key") return path;
  const [section = "", , kind] = path;
  const isNode = path.length === 2 && ["roles", "hosts"].includes(section);
  const isSysctl = path.length === 4 && kind === "sysctl";
  return isNode || isSysctl ? [...path, ANY_FIELD] : path;
}

/** Indexes the gaps by what they are about, and adds those of profiles that could not be read. */
function gapFinder(
  spec: Spec,
  losses: readonly ErrorLoss[],
): KnownPart["gapsOn"] {
  const byReach = new Map<string, Gap[]>();
  for (const { gaps, finding } of losses)
    for (const { reach, gap } of gaps)
      listOf(byReach, reachKey(reach)).push({ ...gap, finding });
  const ofProfiles = losses.find((loss) => loss.ofProfiles === true);
  const { finding: unread = losses[0]?.finding ?? 0 } = ofProfiles ?? {};
  const at = (reach: Reach): readonly Gap[] =>
    byReach.get(reachKey(reach)) ?? [];
  const same = sameLists();
  return ({ kind, name, role, profiles }) => {
    const gaps = [
      ...at("all"),
      ...at({ kind: "role", name: role }),
      ...(kind === "host" ? at({ kind: "host", name }) : []),
      ...profiles.flatMap((profile): readonly Gap[] => {
        const owner: Owner = { kind: "profile", name: profile };
        const own = at(owner);
        return own.length > 0 || spec.profiles.has(profile)
          ? own
          : [
              {
                of: "settings",
                kind: undefined,
                id: undefined,
                isPart: false,
                owner,
                finding: unread,
              },
            ];
      }),
    ];
    return same(gaps);
  };
}

/** An unknown sysctl changes who writes the others only if it is one that other programs write. */
function knownOf(node: NodePlan, gaps: readonly Gap[], plan: Plan): Known {
  const written = writtenNode(node, plan);
  const facts = gaps.every((gap) => gap.of !== "facts");
  return {
    facts,
    writers:
      facts &&
      gaps.every(
        (gap) =>
          gap.of === "settings" &&
          gap.id !== undefined &&
          !hasOtherWriters(gap.id, written),
      ),
    memory: gaps.length === 0,
  };
}
