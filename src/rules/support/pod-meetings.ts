import { listOf } from "../../core/list-of.js";
import { podScope, type PodScope } from "../../platform/component/pod-scope.js";
import { podNamespaceOf } from "../../platform/component/kubernetes.js";
import type {
  NodePlan,
  Plan,
  PodSysctl,
  WorkloadPlan,
} from "../../plan/types.js";
import type { NodeFacts } from "../../core/facts.js";
import type { Platform } from "../../core/platform.js";

/** A pod's sysctl on one kind of node that the pod may run on. */
export interface PodMeeting {
  readonly workload: WorkloadPlan;
  readonly sysctl: PodSysctl;
  readonly facts: NodeFacts;
  readonly platform: Platform;
  readonly scope: PodScope;
  /** All nodes of this kind. */
  readonly nodes: readonly NodePlan[];
}

/** The different nodes of every role, hosts included, by the facts that a pod's sysctls depend on. */
function kindsByRole(
  plan: Plan,
): ReadonlyMap<string, ReadonlyMap<string, readonly NodePlan[]>> {
  const byRole = new Map<string, Map<string, NodePlan[]>>();
  for (const node of plan.nodes) {
    const { role, facts, platform } = node;
    const { kernel, arch, kubernetes } = facts;
    const kinds = byRole.get(role) ?? new Map<string, NodePlan[]>();
    byRole.set(role, kinds);
    const kind = [kernel, arch, platform.distributionLabel, kubernetes].join();
    listOf(kinds, kind).push(node);
  }
  return byRole;
}

/**
 * Returns every sysctl of every workload with the nodes that its pods may run on. Leaves out what the API server refuses
 * anyway: patterns, and sysctls of a namespace that the pod shares with the host.
 */
export function podMeetings(plan: Plan): readonly (readonly PodMeeting[])[] {
  const byRole = kindsByRole(plan);
  return plan.workloads.flatMap((workload) => {
    const kinds = workload.roles.flatMap((role) => [
      ...(byRole.get(role)?.values() ?? []),
    ]);
    return workload.sysctls
      .filter(({ id, key }) => {
        if (key.isPattern) return false;
        const namespace = podNamespaceOf(id);
        return namespace !== undefined && !sharesWithHost(workload, namespace);
      })
      .map((sysctl) =>
        kinds.flatMap((nodes): readonly PodMeeting[] => {
          const [first] = nodes;
          if (first === undefined) return [];
          const { facts, platform } = first;
          const scope = podScope(sysctl.known, facts);
          return [{ workload, sysctl, facts, platform, scope, nodes }];
        }),
      );
  });
}

/** Returns the nodes of some meetings. */
export function nodesOf(meetings: readonly PodMeeting[]): readonly NodePlan[] {
  return meetings.flatMap(({ nodes }) => nodes);
}

export function sharesWithHost(
  { hostNetwork, hostIPC }: WorkloadPlan,
  namespace: "net" | "ipc",
): boolean {
  return namespace === "net" ? hostNetwork : hostIPC;
}
