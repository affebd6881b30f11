import type { Plan, WorkloadPlan } from "../../plan/types.js";
import { isPodSysctl, isSafe } from "../../platform/component/kubernetes.js";
import { listed } from "../shared/comments.js";

/** How to use the files of a workload, line by line. */
export const podHeaders = {
  together: (folder: string): readonly string[] => [
    `For a kustomization that builds all of these objects: components: [.../${folder}]. A kustomization that builds only some of them needs their own folders below this one, because a patch without its object is an error.`,
  ],

  component: ({
    name,
    kind,
    objectName,
    namespace,
  }: WorkloadPlan): readonly string[] => [
    `For the kustomization that builds the ${kind} ${objectName}: components: [.../${name}]. Needs Kustomize 4 or kubectl 1.21; Flux and Argo CD work too.`,
    namespace === undefined
      ? `The patch matches the object without a namespace: if the object has one, write it as "namespace" of the workload in the spec.`
      : `The patch matches the namespace ${namespace} in the object's own file: if the kustomization adds it (namespace:), omit "namespace" from the workload in the spec.`,
  ],

  patch: (workload: WorkloadPlan, plan: Plan): readonly string[] => [
    "A strategic-merge patch, used by the kustomization.yaml in this folder. It replaces the list of the object, so it contains all entries.",
    ...effect[workload.kind],
    ...allowedFirst(workload, plan),
  ],

  values: (workload: WorkloadPlan, plan: Plan): readonly string[] => [
    "The same for Helm, under the key that charts from `helm create` use for the pod's securityContext. Other charts use another key (such as controller.podSecurityContext) or none, and Helm silently ignores unknown keys: check that `helm template` prints the sysctls. It replaces the list of other values, so it contains all entries.",
    ...allowedFirst(workload, plan),
  ],
};

/** What follows from the change, by kind. */
const effect: Readonly<Record<WorkloadPlan["kind"], readonly string[]>> = {
  Deployment: ["Applying it restarts the pods."],
  StatefulSet: ["Applying it restarts the pods."],
  DaemonSet: ["Applying it restarts the pods."],
  ReplicaSet: ["Running pods keep their sysctls: delete them."],
  CronJob: ["It applies from the next job on."],
  Job: ["An existing Job cannot be changed: delete it and apply it again."],
  Pod: ["An existing pod cannot be changed: delete it and apply it again."],
};

/** Without the kubelet's allow-list, the change is an outage. */
function allowedFirst(
  { roles, sysctls, hostNetwork }: WorkloadPlan,
  { nodes }: Plan,
): readonly string[] {
  const lacking = nodes.filter(
    ({ kind, name, platform }) =>
      kind === "role" && roles.includes(name) && platform.hasKubelet === true,
  );
  const unsafe = sysctls
    .map(({ id }) => id)
    .filter(
      (id) =>
        isPodSysctl(id) &&
        !(hostNetwork && id.startsWith("net.")) &&
        lacking.some(({ facts }) => !isSafe(id, facts.kubernetes)),
    );
  if (unsafe.length === 0) return [];
  const names = lacking
    .filter(({ facts }) => unsafe.some((id) => !isSafe(id, facts.kubernetes)))
    .map(({ name }) => name);
  return [
    `First apply the allow-list of ${listed(unsafe)} on the kubelets of ${listed(names)}: otherwise they reject the pods with SysctlForbidden, and pods are recreated in a loop.`,
  ];
}
