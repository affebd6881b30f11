import type { Diagnostic } from "../core/diagnostic.js";
import type { Spec } from "../language/model.js";
import { planCilium } from "./cilium.js";
import { clusterFaults } from "./cluster.js";
import { globFaults } from "./globs.js";
import { planMonitoring } from "./monitoring.js";
import { planMounts } from "./mounts.js";
import { Planner } from "./planner.js";
import type { Plan } from "./types.js";
import { planWorkloads } from "./workloads.js";

export interface PlanResult {
  readonly plan: Plan;
  readonly faults: readonly Diagnostic[];
}

/**
 * Spec to plan: every layer is looked up once, and each kind of node resolved once.
 * @param specName the name for file headers, where it is not the source's own
 */
export function buildPlan(
  spec: Spec,
  specName: string = spec.source.name,
): PlanResult {
  const planner = new Planner(spec);
  const nodes = [
    ...[...spec.roles.values()].map((role) => planner.role(role)),
    ...[...spec.hosts.values()].flatMap((host) => planner.host(host)),
  ];
  planner.lookUpUnused();
  const { workloads, faults: workloadFaults } = planWorkloads(spec, nodes);
  const { cilium, faults: ciliumFaults } = planCilium(spec.cilium);
  const { monitoring, faults: monitoringFaults } = planMonitoring(spec);
  const faults = [
    ...planner.faults,
    ...monitoringFaults,
    ...clusterFaults(nodes),
    ...globFaults(nodes),
    ...workloadFaults,
    ...ciliumFaults,
  ];
  return {
    plan: Object.freeze({
      specName: baseName(specName),
      nodes: Object.freeze(nodes),
      workloads,
      cilium,
      mounts: planMounts(spec.mounts),
      monitoring,
      targets: spec.targets,
    }),
    faults,
  };
}

function baseName(path: string): string {
  return path.slice(
    Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1,
  );
}
