import type { Diagnostic } from "../core/diagnostic.js";
import { collectDiagnostics } from "../core/report.js";
import type { Spec } from "../language/model.js";
import { checkPatterns } from "./check-patterns.js";
import { checkProxyAgreement } from "./check-proxy-agreement.js";
import { planMonitoring } from "./monitoring.js";
import { planCilium } from "./plan-cilium.js";
import { planNodes } from "./plan-nodes.js";
import { planWorkloads } from "./plan-workloads.js";
import { planRollouts } from "./rollout.js";
import type { Plan } from "./types.js";

export interface PlanResult {
  readonly plan: Plan;
  readonly errors: readonly Diagnostic[];
}

/**
 * Spec to plan: each kind of node is resolved once.
 * @param specName the name for file headers, by default that of the source
 * @param isPartial whether the spec has errors, so that nodes may seem to differ only because a part was not read
 */
export function buildPlan(
  spec: Spec,
  specName: string = spec.source.name,
  isPartial = false,
): PlanResult {
  const reporter = collectDiagnostics();
  const nodes = planNodes(spec, reporter);
  if (!isPartial) checkProxyAgreement(nodes, reporter);
  checkPatterns(nodes, reporter);
  const subjects = {
    nodes,
    workloads: planWorkloads(spec, nodes, reporter),
    cilium: spec.cilium && planCilium(spec.cilium, reporter),
    mounts: spec.mounts,
    monitoring:
      spec.monitoring && planMonitoring(spec.monitoring, spec, reporter),
  };
  const plan = Object.freeze({
    specName: baseName(specName),
    ...subjects,
    networkTest: spec.networkTest,
    rollouts: planRollouts(spec.rollouts, subjects, reporter),
    targets: spec.targets,
  });
  return { plan, errors: reporter.diagnostics };
}

function baseName(path: string): string {
  return path.slice(
    Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1,
  );
}
