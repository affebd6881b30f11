import type { Observation } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import { buildsOf } from "../platform/kernel-builds.js";
import { isSameSeries } from "./kernel-series.js";

/**
 * Says that a node runs another kernel than the spec states, or one that its system is not known to have. Undefined if
 * it does not, or where either kernel is not known.
 */
export function otherKernel(
  { facts, platform }: NodePlan,
  { kernel }: Observation,
): string | undefined {
  if (kernel === undefined) return undefined;
  const expected =
    facts.kernel === undefined
      ? ofSystem(facts, platform, kernel)
      : isSameSeries(facts.kernel, kernel)
        ? undefined
        : `and the spec states ${facts.kernel}`;
  return expected === undefined
    ? undefined
    : `the node runs Linux ${kernel}, ${expected}: keys, defaults and ranges may be others`;
}

function ofSystem(
  { arch }: NodePlan["facts"],
  { builds }: NodePlan["platform"],
  kernel: string,
): string | undefined {
  if (builds === undefined) return undefined;
  const found = buildsOf(builds, { arch, kernel });
  // Where no kernel of the system is of this series, the nearest one stands for it.
  return found.length > 0 &&
    found.every(({ certainty }) => certainty === "overlay")
    ? `which is no known kernel of ${builds.label}`
    : undefined;
}
