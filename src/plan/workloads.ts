import { type Diagnostic, error } from "../core/diagnostic.js";
import type { NodeFacts } from "../core/facts.js";
import type { Spec, Workload, WrittenSysctl } from "../language/model.js";
import { interpret } from "./interpret.js";
import { valueOn } from "./resolve.js";
import type { NodePlan, PodSysctl, WorkloadPlan } from "./types.js";

/** The pod layer: every workload with its sysctls as the kernel reads them. */
export function planWorkloads(
  spec: Spec,
  nodes: readonly NodePlan[],
): {
  readonly workloads: readonly WorkloadPlan[];
  readonly faults: readonly Diagnostic[];
} {
  const faults: Diagnostic[] = [];
  const workloads = [...spec.workloads.values()].map((workload) =>
    planWorkload(workload, spec, nodes, faults),
  );
  return { workloads, faults: [...faults, ...objectTwice(workloads)] };
}

/** Of two patches of one object, the later would take back what the earlier set. */
function objectTwice(
  workloads: readonly WorkloadPlan[],
): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const first = new Map<string, WorkloadPlan>();
  for (const workload of workloads) {
    const { kind, namespace = "default", objectName, span } = workload;
    const object = `${kind} \`${objectName}\` in the namespace ${namespace}`;
    const before = first.get(object);
    if (before === undefined) {
      first.set(object, workload);
      continue;
    }
    faults.push(
      error(
        "named-twice",
        span,
        `\`${workload.name}\` and \`${before.name}\` are one object: the ${object}`,
        {
          why: "the sysctls of a pod are one list, and each of the two would replace the other's",
          help: "write all of them in one workload",
          related: [{ message: "the other", span: before.span }],
        },
      ),
    );
  }
  return faults;
}

function planWorkload(
  workload: Workload,
  spec: Spec,
  nodes: readonly NodePlan[],
  faults: Diagnostic[],
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
    sysctls: workload.sysctls.flatMap(
      (written) =>
        planSysctl(
          written,
          kernels.length > 0 ? kernels : [spec.facts],
          faults,
        ) ?? [],
    ),
  });
}

function planSysctl(
  written: WrittenSysctl,
  kernels: readonly NodeFacts[],
  faults: Diagnostic[],
): PodSysctl | undefined {
  const typed = interpret(written, faults);
  if (typed === undefined) return undefined;
  const values = kernels.map((facts) => valueOn(typed, facts, faults));
  // A pod has one value wherever it runs: the first role's, where a value is computed from a node's facts.
  const [value] = values;
  if (value === undefined || value === "kernel") return undefined;
  const { key, why, refs, accept, origin } = written;
  return {
    id: key.id,
    key,
    known: typed.known,
    value,
    why,
    refs,
    accept,
    origin,
  };
}
