import type { NodeFacts } from "../core/facts.js";
import type { Reporter } from "../core/report.js";
import type { Spec, Workload } from "../language/model.js";
import { onNode } from "../settings/sysctl/index.js";
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
    const object = `${kind} \`${objectName}\` in the namespace ${namespace}`;
    const before = first.get(object);
    if (before === undefined) {
      first.set(object, workload);
      continue;
    }
    reporter.error(
      "named-twice",
      span,
      `\`${workload.name}\` and \`${before.name}\` are one object: the ${object}`,
      {
        why: "the sysctls of a pod are one list, and each of the two would replace the other's",
        help: "write all of them in one workload",
        related: [{ message: "the other", span: before.span }],
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
  // What a value comes to, and whether its key is there, is the affair of each kernel that the pod may meet.
  const kernels = nodes
    .filter(({ kind, name }) => kind === "role" && roles.includes(name))
    .map(({ facts }) => facts);
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
        kernels.length > 0 ? kernels : [spec.facts],
        reporter,
      ),
    ),
  });
}

function planSysctl(
  written: WrittenSysctl,
  kernels: readonly NodeFacts[],
  reporter: Reporter,
): readonly PodSysctl[] {
  const values = kernels.map((facts) => {
    const { value, errors } = onNode(written, { facts });
    reporter.add(errors);
    return value;
  });
  // A pod has one value wherever it runs: the first role's, where a value is computed from a node's facts.
  const [value] = values;
  if (value === undefined) return [];
  const { id, key, known, why, refs, accept, origin } = written;
  return [{ id, key, known, value, why, refs, accept, origin }];
}
