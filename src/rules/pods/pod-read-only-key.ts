import { nodesOf, podMeetings } from "../support/pod-meetings.js";
import { defineRule } from "../rule.js";

export const podReadOnlyKey = defineRule({
  name: "pod-read-only-key",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary: "A workload that sets a key that is read-only in its pods",
  page: () => ({
    explanation:
      "On newer kernels `net.core.rmem_max`, `net.core.wmem_max` and `net.netfilter.nf_conntrack_max` are visible in a pod, with the node's value and read-only. They pass an allow-list, but then the runtime fails to start the pod: an allowed key is not necessarily a namespaced one.",
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
  }),
  check: (plan) =>
    podMeetings(plan).flatMap((meetings) => {
      const everywhere = meetings.filter(({ scope }) => scope === "read-only");
      const [fixed] = everywhere;
      return fixed === undefined ||
        meetings.some(({ scope }) => scope === "absent")
        ? []
        : [
            {
              about: fixed.sysctl,
              span: fixed.sysctl.origin.span,
              nodes: nodesOf(everywhere),
              message: `\`${fixed.sysctl.id}\` is read-only in a pod`,
              why: "every pod has the node's value; the kubelet accepts the key, but the runtime fails to start the pod",
              help: "write it under `sysctl` of the roles that the pods run on, where it applies to their pods, too",
            },
          ];
    }),
});
