import { presence, releaseFor } from "../../catalogue/lookup.js";
import { podNamespaceOf } from "../../platform/kubernetes.js";
import type {
  NodePlan,
  Plan,
  PodSysctl,
  WorkloadPlan,
} from "../../plan/types.js";
import type { NodeFacts } from "../../core/facts.js";
import type { Platform } from "../../core/platform.js";
import { isGlob } from "../../core/key.js";

/**
 * What a key is in a pod:
 * - `own`: namespaced, and the pod may set it;
 * - `absent`: missing; `read-only`: the node's value; `node-wide`: a value that the pod would set for the whole node;
 * - `unknown`: not measured, or different between the kernels that the node may run.
 */
export type PodScope = "own" | "absent" | "read-only" | "node-wide" | "unknown";

/** A pod's sysctl on one kind of node that the pod may run on. */
export interface PodMeeting {
  readonly workload: WorkloadPlan;
  readonly sysctl: PodSysctl;
  readonly facts: NodeFacts;
  readonly platform: Platform;
  readonly scope: PodScope;
}

/** The different nodes of every role, hosts included, by the facts that a pod's sysctls depend on. */
function kindsByRole(
  plan: Plan,
): ReadonlyMap<string, ReadonlyMap<string, NodePlan>> {
  const byRole = new Map<string, Map<string, NodePlan>>();
  for (const node of plan.nodes) {
    const { role, facts, platform } = node;
    const { kernel, arch, kubernetes } = facts;
    const kinds = byRole.get(role) ?? new Map<string, NodePlan>();
    byRole.set(role, kinds);
    const kind = [kernel, arch, platform.distributionLabel, kubernetes].join();
    if (!kinds.has(kind)) kinds.set(kind, node);
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
        if (isGlob(key)) return false;
        const namespace = podNamespaceOf(id);
        return namespace !== undefined && !sharesWithHost(workload, namespace);
      })
      .map((sysctl) =>
        kinds.map(({ facts, platform }) => ({
          workload,
          sysctl,
          facts,
          platform,
          scope: podScope(sysctl, facts),
        })),
      );
  });
}

export function sharesWithHost(
  { hostNetwork, hostIPC }: WorkloadPlan,
  namespace: "net" | "ipc",
): boolean {
  return namespace === "net" ? hostNetwork : hostIPC;
}

/** Returns what a key is in a pod on a node; if the kernel is not known, what it is on every kernel. */
export function podScope(
  { known }: Pick<PodSysctl, "known">,
  facts: NodeFacts,
): PodScope {
  if (known === undefined) return "unknown";
  if (presence(known, facts)?.present === false) return "absent";
  const scopes = (
    facts.kernel === undefined ? known.releases : [releaseFor(known, facts)]
  ).flatMap((release) => release?.scope ?? []);
  const all = (...expected: readonly (typeof scopes)[number][]): boolean =>
    scopes.length > 0 && scopes.every((scope) => expected.includes(scope));
  if (all("node")) return "absent";
  if (all("node", "netns-readonly", "read-only")) return "read-only";
  if (all("netns-global")) return "node-wide";
  return all("netns", "ipc") ? "own" : "unknown";
}
