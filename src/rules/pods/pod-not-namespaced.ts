import { isPodSysctl } from "../../platform/component/kubernetes.js";
import { defineRule } from "../rule.js";

export const podNotNamespaced = defineRule({
  name: "pod-not-namespaced",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary: "A workload that sets a key that is not namespaced",
  page: () => ({
    explanation:
      "Most keys below `vm`, `fs` and `kernel` exist once per node, not once per pod. The kubelet accepts only the few groups of keys that are namespaced, and refuses a pod that sets another key (`SysctlForbidden`); the pod is then recreated in a loop. With such a key on its allow-list, the kubelet does not start.",
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
  }),
  check: ({ workloads }) =>
    workloads.flatMap(({ sysctls }) =>
      sysctls
        .filter(({ id }) => !isPodSysctl(id))
        .map((sysctl) => ({
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` cannot be set for a pod`,
          why: "it is not namespaced: the kubelet accepts only `kernel.shm*`, `kernel.msg*`, `kernel.sem`, `fs.mqueue.*` and `net.*`, and refuses a pod with another key",
          help: "write it under `sysctl` of the roles that the pods run on",
        })),
    ),
});
