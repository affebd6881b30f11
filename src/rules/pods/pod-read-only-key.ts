import { podMeetings } from "../support/pod-scope.js";
import { defineRule } from "../rule.js";

export const podReadOnlyKey = defineRule({
  name: "pod-read-only-key",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary: "A workload sets a key that its pods can only read",
  explanation:
    "`net.core.rmem_max`, `net.core.wmem_max` and `net.netfilter.nf_conntrack_max` are visible in a pod on newer kernels, with the node's value and without write permission. An allow-list lets them pass, and then the runtime fails to start the pod. That a key is namespaced and that Kubernetes calls it safe are two different facts.",
  source: "https://github.com/kubernetes/kubernetes/issues/116460",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  stream:
    sysctl:
      net.core.rmem_max: 16MiB # Long links
`,
    at: "8:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.core.rmem_max: 16MiB # Long links, in pods too
`,
  },
  check: (plan) =>
    podMeetings(plan).flatMap((meetings) => {
      const fixed = meetings.find(({ scope }) => scope === "read-only");
      return fixed === undefined ||
        meetings.some(({ scope }) => scope === "absent")
        ? []
        : [
            {
              about: fixed.sysctl,
              span: fixed.sysctl.origin.span,
              message: `a pod cannot write \`${fixed.sysctl.id}\``,
              why: "it has the node's value in every pod; an allow-list lets it pass, and the runtime fails to start the pod",
              help: "write it under `sysctl` of the roles that the pods run on: it holds in their pods too",
            },
          ];
    }),
});
