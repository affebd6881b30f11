import { minimumIn } from "../catalogue/builds/defaults.js";
import { moduleIn, type Supply } from "../catalogue/builds/modules.js";
import {
  presenceOf,
  type BuildPresence,
} from "../catalogue/builds/presence.js";
import type { NodeFacts } from "../core/facts.js";
import type { KernelBuild } from "../core/kernel-build.js";
import type { SysctlKey } from "../core/key.js";
import type { Platform } from "../core/platform.js";
import { buildsOf } from "./kernel-builds.js";

/** What the kernels of a node are asked about. */
interface Machine {
  readonly facts: Pick<NodeFacts, "arch" | "kernel">;
  readonly platform: Pick<Platform, "builds">;
}

/** Answers by build and key: a spec has the same keys on many nodes. */
const presences = new WeakMap<KernelBuild, Map<string, BuildPresence>>();

/**
 * Tells whether the kernel of a node has a key. Undefined where it is not known whose kernel the node runs, or where the
 * kernels that it may run differ.
 */
export function keyOnNode(
  key: SysctlKey,
  machine: Machine,
): BuildPresence | undefined {
  const answers = kernelsOf(machine).map((build) => presenceIn(build, key));
  const [first] = answers;
  if (first === undefined || answers.some(({ kind }) => kind === "unknown"))
    return undefined;
  const isAbsent = first.kind === "absent";
  if (answers.some(({ kind }) => (kind === "absent") !== isAbsent))
    return undefined;
  return answers.find(({ kind }) => kind === "module") ?? first;
}

/** Tells how the kernel of a node has a module; undefined where the kernels that it may run differ, or are not known. */
export function moduleOnNode(
  name: string,
  machine: Machine,
): Supply | undefined {
  const [first, ...others] = kernelsOf(machine).map((build) =>
    moduleIn(build, name),
  );
  return others.every((other) => other === first) ? first : undefined;
}

/** Returns a number below which every kernel that the node may run refuses a value; undefined if none is known. */
export function minimumOnNode(
  key: SysctlKey,
  machine: Machine,
): bigint | undefined {
  const minima = kernelsOf(machine).map((build) => minimumIn(build, key));
  return minima.reduce(
    (least, each) =>
      least === undefined || each === undefined || each < least ? each : least,
    minima[0],
  );
}

function kernelsOf({
  facts,
  platform: { builds },
}: Machine): readonly KernelBuild[] {
  return builds === undefined ? [] : buildsOf(builds, facts);
}

function presenceIn(build: KernelBuild, key: SysctlKey): BuildPresence {
  const ofBuild = presences.get(build) ?? new Map<string, BuildPresence>();
  const known = ofBuild.get(key.id) ?? presenceOf(build, key);
  ofBuild.set(key.id, known);
  presences.set(build, ofBuild);
  return known;
}
