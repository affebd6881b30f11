import { followsChange } from "../catalogue/changed-defaults.js";
import { defaultFor, type KernelDefault } from "../catalogue/defaults.js";
import { followsMemory } from "../catalogue/memory-formulas.js";
import type { KeyFacts } from "../catalogue/types.js";
import type { NodeFacts } from "../core/facts.js";
import type { Platform } from "../core/platform.js";
import { parseVersion } from "../core/version.js";
import { hasBackports, pageSizeOn } from "./kernel-builds.js";
import { ownKernel } from "./own-kernel.js";

/**
 * Computes the default on the kernel of a node. Where the facts state no kernel and the default differs between
 * kernels, it is an estimate: that of the kernel that the platform ships, or of the newest measured one.
 */
export function measuredDefault(
  known: KeyFacts,
  facts: NodeFacts,
  builds: Platform["builds"],
): KernelDefault | undefined {
  const found = defaultOn(known, facts, builds);
  if (found?.sure !== false || facts.kernel !== undefined) return found;
  const kernel = ownKernel(builds, facts);
  if (kernel === undefined) return found;
  const own = defaultOn(known, { ...facts, kernel }, builds);
  if (own?.value === undefined) return found;
  const { value, note, least } = own;
  const lowest = found.least ?? least;
  return {
    value,
    sure: false,
    note: note ?? `as on ${seriesOf(kernel)}`,
    ...(lowest !== undefined && { least: lowest }),
  };
}

function defaultOn(
  known: KeyFacts,
  facts: NodeFacts,
  builds: Platform["builds"],
): KernelDefault | undefined {
  const isMoreExact = followsMemory(known.id) || followsChange(known.id);
  return defaultFor(
    known,
    isMoreExact
      ? {
          ...facts,
          pageSize: pageSizeOn(facts, builds),
          hasBackports: hasBackports(facts, builds),
        }
      : facts,
  );
}

/** `6.12` of `6.12.48`. */
function seriesOf(kernel: string): string {
  const version = parseVersion(kernel);
  return version === undefined ? kernel : `${version.major}.${version.minor}`;
}
