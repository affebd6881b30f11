import { isPodSysctl } from "../../platform/kubernetes.js";
import { defineRule } from "../rule.js";

export const podNotNamespaced = defineRule({
  name: "pod-not-namespaced",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary: "A workload sets a key that belongs to the whole node",
  explanation:
    "Most keys below `vm`, `fs` and `kernel` exist once for a node, not once for a pod. The kubelet knows the few groups that a pod has a namespace for and refuses every other key with SysctlForbidden; with such a key on its allow-list it does not even start. The pod is created, refused and created again without end.",
  source:
    "https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#namespaced-vs-node-level-sysctls",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
workloads:
  search:
    sysctl:
      vm.max_map_count: 262144 # Index files are mapped
`,
    at: "8:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.max_map_count: 262144 # Index files are mapped
`,
  },
  check: ({ workloads }) =>
    workloads.flatMap(({ sysctls }) =>
      sysctls
        .filter(({ id }) => !isPodSysctl(id))
        .map((sysctl) => ({
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` cannot be set for a pod`,
          why: "it belongs to the node: the kubelet takes kernel.shm*, kernel.msg*, kernel.sem, fs.mqueue.* and net.* alone, and refuses a pod that asks for another key",
          help: "write it under `sysctl` of the roles that the pods run on",
        })),
    ),
});
