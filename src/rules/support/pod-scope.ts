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
 * What a pod meets at a key:
 * - `own`: a value of its own, which it may set;
 * - `absent`: nothing; `read-only`: the node's value, which it cannot set; `node-wide`: the node's, which it would set;
 * - `unknown`: not measured, or different on kernels of which nobody says which one runs.
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

/** The kinds of nodes of every role, by the facts on which a pod's sysctls depend: each kind once, hosts among them. */
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
 * Every sysctl of every workload with the nodes that it may meet. Left out is what the API server refuses anyway: the
 * pod's own sysctls in a namespace that it shares with the host, and patterns.
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

/** What a pod meets at a key on a node; where the kernel is not known, what it meets on every one. */
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
