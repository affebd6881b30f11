import { presence } from "../../catalogue/lookup.js";
import { podMeetings } from "../support/pod-scope.js";
import { defineRule } from "../rule.js";

export const podNoSuchKey = defineRule({
  name: "pod-no-such-key",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary: "A workload sets a key that its pods do not have",
  explanation:
    "Below `net`, many keys exist in the node's own network namespace alone, and some are newer or older than the node's kernel. The kubelet does not look: a `net.` key passes its allow-list, and then the runtime fails to start the pod, since there is no such file below /proc/sys. What a pod has was measured in namespaces of real kernels.",
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
  check: (plan) =>
    podMeetings(plan).flatMap((meetings) => {
      const absent = meetings.find(({ scope }) => scope === "absent");
      if (absent === undefined) return [];
      const { sysctl, facts } = absent;
      const there = sysctl.known && presence(sysctl.known, facts);
      const gone = there?.present === false;
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          message: gone
            ? `kernel ${facts.kernel ?? ""} has no \`${sysctl.id}\` for a pod to set`
            : `\`${sysctl.id}\` does not exist in a pod`,
          why: gone
            ? `it is ${there.note}; the runtime fails to start a pod that sets it`
            : `it exists in the node's own network namespace alone${facts.kernel === undefined ? "" : ` on kernel ${facts.kernel}`}; the kubelet lets it pass, and the runtime fails to start the pod`,
          help: gone
            ? "remove it, or keep the pods off such nodes by `roles`"
            : "write it under `sysctl` of the roles that the pods run on",
        },
      ];
    }),
});
