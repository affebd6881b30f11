import type { Plan, WorkloadPlan } from "../../plan/types.js";
import { isPodSysctl, isSafe } from "../../platform/component/kubernetes.js";
import { listed } from "../shared/comments.js";

/** How the files of a workload are wired in, line by line. */
export const podHeaders = {
  together: (folder: string): readonly string[] => [
    `For a kustomization that builds all of these objects: components: [.../${folder}]. One that builds only some of them takes their own folders below this one, since a patch without its object is an error.`,
  ],

  component: ({
    name,
    kind,
    objectName,
    namespace,
  }: WorkloadPlan): readonly string[] => [
    `For the kustomization that builds the ${kind} ${objectName}: components: [.../${name}]. Kustomize 4 and later, kubectl 1.21 and later; Flux and Argo CD build it as well.`,
    namespace === undefined
      ? `It finds the object without a namespace: where the object names one, write it as "namespace" of the workload in the spec.`
      : `It finds the object by the namespace ${namespace} that stands in the object's own file: where the kustomization adds it (namespace:), leave "namespace" out of the workload in the spec.`,
  ],

  patch: (workload: WorkloadPlan, plan: Plan): readonly string[] => [
    "A strategic-merge patch, by the kustomization.yaml beside it. It replaces the list that the object has, and so holds all of it.",
    ...effect[workload.kind],
    ...allowedFirst(workload, plan),
  ],

  values: (workload: WorkloadPlan, plan: Plan): readonly string[] => [
    "The same for Helm, under the key that charts made by `helm create` give to the pod's securityContext. Other charts have it elsewhere (such as controller.podSecurityContext), or not at all, and a key that a chart does not read is ignored without a word: look for sysctls in what `helm template` prints. It replaces the list of other values, and so holds all of it.",
    ...allowedFirst(workload, plan),
  ],
};

/** What follows from the change, by kind. */
const effect: Readonly<Record<WorkloadPlan["kind"], readonly string[]>> = {
  Deployment: ["Applying it rolls the pods."],
  StatefulSet: ["Applying it rolls the pods."],
  DaemonSet: ["Applying it rolls the pods."],
  ReplicaSet: ["Pods that run already keep theirs: delete them."],
  CronJob: ["It counts from the next job on."],
  Job: ["A Job that is there cannot be changed: delete it and apply it anew."],
  Pod: ["A pod that is there cannot be changed: delete it and apply it anew."],
};

/** A kubelet that lacks the allow-list makes the change an outage. */
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
    `First the kubelets of ${listed(names)} must allow ${listed(unsafe)}: until then they refuse the pods with SysctlForbidden, and new ones are created without end.`,
  ];
}
