import type { Plan, WorkloadPlan } from "../../plan/types.js";
import { isPodSysctl, isSafe } from "../../platform/component/kubernetes.js";
import { listed } from "../shared/comments.js";

/** Installation notes of the files of a workload, line by line. */
export const podHeaders = {
  together: (folder: string): readonly string[] => [
    `For a kustomization that builds all of these objects: components: [.../${folder}]. If yours builds only some of them, list their folders instead: a patch without its object is an error.`,
  ],

  component: ({
    name,
    kind,
    objectName,
    namespace,
  }: WorkloadPlan): readonly string[] => [
    `List it in the kustomization that builds the ${kind} ${objectName}: components: [.../${name}]. This needs Kustomize 4 or kubectl 1.21; Flux and Argo CD support it, too.`,
    namespace === undefined
      ? `The file of the object must have no namespace. If it has one, set "namespace" of the workload in the spec.`
      : `The file of the object must have the namespace ${namespace}. If the kustomization adds it instead (namespace:), remove "namespace" from the workload in the spec.`,
  ],

  patch: (workload: WorkloadPlan, plan: Plan): readonly string[] => [
    "A strategic-merge patch, applied by the kustomization.yaml beside it. It replaces the object's whole list.",
    ...effect[workload.kind],
    ...allowedFirst(workload, plan),
  ],

  values: (workload: WorkloadPlan, plan: Plan): readonly string[] => [
    "The same as Helm values, under the key that charts from `helm create` use for the pod's securityContext. Other charts use another key (such as controller.podSecurityContext) or have none, and silently ignore this one: check that `helm template` prints the sysctls. It replaces the list of other values files.",
    ...allowedFirst(workload, plan),
  ],
};

/** When the change takes effect, by kind. */
const effect: Readonly<Record<WorkloadPlan["kind"], readonly string[]>> = {
  Deployment: ["Applying it rolls out new pods."],
  StatefulSet: ["Applying it rolls out new pods."],
  DaemonSet: ["Applying it rolls out new pods."],
  ReplicaSet: ["Running pods keep their old values: delete them."],
  CronJob: ["It takes effect with the next job."],
  Job: ["An existing Job cannot be changed: delete it and apply it again."],
  Pod: ["An existing pod cannot be changed: delete it and apply it again."],
};

/** Warns of kubelets without the allow-list, where the change would be an outage. */
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
    `First allow ${listed(unsafe)} in the kubelets of ${listed(names)}: until then they reject the pods with SysctlForbidden, and pods are recreated in a loop.`,
  ];
}
