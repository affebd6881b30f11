import { presence } from "../../catalogue/lookup.js";
import { nodesOf, podMeetings } from "../support/pod-meetings.js";
import { defineRule } from "../rule.js";

export const podNoSuchKey = defineRule({
  name: "pod-no-such-key",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary: "A workload that sets a key that does not exist in its pods",
  page: () => ({
    explanation:
      "Many keys below `net` exist only in the node's own network namespace, and some are newer or older than the node's kernel. The kubelet does not check this: a `net.` key passes its allow-list, but then the runtime fails to start the pod, because the file below /proc/sys does not exist. Which keys exist in a pod was measured in namespaces of real kernels.",
    source: "measured, catalogue/measured/quirks.md and catalogue.tsv",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  ingress:
    sysctl:
      net.core.netdev_max_backlog: 5000 # Bursts
`,
      at: "8:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  ingress:
    sysctl:
      net.core.somaxconn: 32768 # Bursts
`,
    },
  }),
  check: (plan) =>
    podMeetings(plan).flatMap((meetings) => {
      const without = meetings.filter(({ scope }) => scope === "absent");
      const [absent] = without;
      if (absent === undefined) return [];
      const { sysctl, facts } = absent;
      const there = sysctl.known && presence(sysctl.known, facts);
      const gone = there?.present === false;
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          nodes: nodesOf(without),
          message: gone
            ? `\`${sysctl.id}\` does not exist on kernel ${facts.kernel ?? ""}`
            : `\`${sysctl.id}\` does not exist in a pod`,
          why: gone
            ? `it is ${there.note}; the runtime fails to start a pod that sets it`
            : `it exists only in the node's own network namespace${facts.kernel === undefined ? "" : ` on kernel ${facts.kernel}`}; the kubelet accepts it, but the runtime fails to start the pod`,
          help: gone
            ? "remove it, or exclude such nodes by `roles` of the workload"
            : "write it under `sysctl` of the roles that the pods run on",
        },
      ];
    }),
});
