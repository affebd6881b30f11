import type { NodeFacts } from "../core/facts.js";
import { isAtLeast } from "../core/version.js";
import { dead } from "./data/dead.js";
import { oldestMeasured } from "./timeline.js";

/** A key that can be written but has no effect, and why. */
export interface DeadKey {
  /** What it did, and what ended that: "it limited the IPv4 route cache, which Linux 3.6 removed". */
  readonly what: string;
  /** The first kernel without the effect; left out where that is not known, and no measured kernel has it. */
  readonly since?: string;
  readonly source: string;
}

const byId: Readonly<Record<string, DeadKey>> = dead;

/** Returns what is known of a key that has no effect on some or all kernels. */
export function findDead(id: string): DeadKey | undefined {
  return Object.hasOwn(byId, id) ? byId[id] : undefined;
}

/**
 * Returns why a key has no effect on the node's kernel; undefined where it has one, and where that is not known. A kernel
 * that is not stated is taken for one that was measured.
 */
export function deadKey(
  id: string,
  { kernel }: NodeFacts,
): DeadKey | undefined {
  const key = findDead(id);
  if (key?.since === undefined) return key;
  const isDead =
    isAtLeast(kernel, key.since) ?? isAtLeast(oldestMeasured, key.since);
  return isDead === true ? key : undefined;
}
