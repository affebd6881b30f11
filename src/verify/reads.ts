import type { Reads } from "../live/reads.js";
import type { NodePlan, WorkloadPlan } from "../plan/types.js";
import { filesOf } from "./files.js";
import { findKey } from "../catalogue/lookup.js";

/** Lists what must be read of a node to compare it. */
export function readsOf(node: NodePlan): Reads {
  const { sysctl, module, limit, limitService } = node.settings;
  return {
    sysctls: sysctl.flatMap(({ key, value }) =>
      value === undefined ? [] : [key],
    ),
    modules: [
      ...new Set([
        ...module.map(({ id }) => id),
        ...sysctl.flatMap(({ key }) => findKey(key)?.module ?? []),
      ]),
    ],
    files: [...new Set(filesOf(node).map(({ path }) => path))],
    services: limit.length === 0 ? [] : limitService.map(({ id }) => id),
  };
}

/** Lists what must be read in a pod of a workload. */
export function podReadsOf({ sysctls }: WorkloadPlan): Reads {
  return {
    sysctls: sysctls.map(({ key }) => key),
    files: [],
    modules: [],
    services: [],
  };
}
