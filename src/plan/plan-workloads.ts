import { machineOf } from "./machine.js";
import type { Machine } from "../settings/kind.js";
import type { Reporter } from "../core/report.js";
import type { Spec, Workload } from "../language/model.js";
import { onNode } from "../settings/sysctl/on-node.js";
import type { WrittenSysctl } from "../settings/sysctl/written.js";
import type { NodePlan, PodSysctl, WorkloadPlan } from "./types.js";

/** Plans the pod layer: every workload with its sysctls as the kernel reads them. */
export function planWorkloads(
  spec: Spec,
  nodes: readonly NodePlan[],
  reporter: Reporter,
): readonly WorkloadPlan[] {
  const workloads = [...spec.workloads.values()].map((workload) =>
    planWorkload(workload, spec, nodes, reporter),
  );
  checkObjects(workloads, reporter);
  return workloads;
}

/** Reports two patches of one object: the later would take back what the earlier set. */
function checkObjects(
  workloads: readonly WorkloadPlan[],
  reporter: Reporter,
): void {
  const first = new Map<string, WorkloadPlan>();
  for (const workload of workloads) {
    const { kind, namespace = "default", objectName, span } = workload;
    const object = `${kind} \`${objectName}\` in namespace \`${namespace}\``;
    const before = first.get(object);
    if (before === undefined) {
      first.set(object, workload);
      continue;
    }
    reporter.error(
      "named-twice",
      span,
      `workloads \`${workload.name}\` and \`${before.name}\` are the same object, ${object}`,
      {
        why: "a patch replaces the whole list of a pod's sysctls, so each of the two removes the sysctls of the other",
        help: "merge them into one workload",
        related: [{ message: "the other workload", span: before.span }],
      },
    );
  }
}

function planWorkload(
  workload: Workload,
  spec: Spec,
  nodes: readonly NodePlan[],
  reporter: Reporter,
): WorkloadPlan {
  const roles = workload.roles?.map(({ name }) => name) ?? [
    ...spec.roles.keys(),
  ];
  // The result of a value, and whether its key exists, depend on each kernel that the pod may run on.
  const itsNodes = nodes.filter(({ role }) => roles.includes(role));
  const machines = itsNodes.filter(({ kind }) => kind === "role");
  const { name } = workload.owner;
  const { objectName, namespace, kind, why, refs, accept, span } = workload;
  return Object.freeze({
    name,
    objectName,
    namespace,
    kind,
    why,
    refs,
    accept,
    span,
    roles,
    hostNetwork: workload.hostNetwork,
    hostIPC: workload.hostIPC,
    sysctls: workload.settings.podSysctl.flatMap((written) =>
      planSysctl(
        written,
        machines.length > 0 ? machines : [machineOf(spec.facts)],
        itsNodes,
        reporter,
      ),
    ),
  });
}

/** Whether a node is the same machine as a role: nodes with the same facts share it. */
function isLike(node: Machine, machine: Machine): boolean {
  return node.facts === machine.facts;
}

function planSysctl(
  written: WrittenSysctl,
  machines: readonly Machine[],
  nodes: readonly NodePlan[],
  reporter: Reporter,
): readonly PodSysctl[] {
  const values = machines.map((machine) => {
    const { value, errors } = onNode(written, machine);
    if (errors.length > 0) {
      // Sorting joins what several nodes have.
      const reach = { nodes: nodes.filter((node) => isLike(node, machine)) };
      reporter.add(errors.map((each) => ({ ...each, reach })));
    }
    return value;
  });
  // A pod has the same value on every node: a value computed from facts uses those of the first role.
  const [value] = values;
  if (value === undefined) return [];
  const { id, key, known, why, refs, accept, origin } = written;
  return [{ id, key, known, value, why, refs, accept, origin }];
}
