import { isSafe, safeFrom } from "../../platform/component/kubernetes.js";
import type { Platform } from "../../core/platform.js";
import {
  type PodMeeting,
  nodesOf,
  podMeetings,
} from "../support/pod-meetings.js";
import { defineRule } from "../rule.js";

export const podAllowList = defineRule({
  name: "pod-allow-list",
  scope: "plan",
  severity: "warning",
  group: "pods",
  summary:
    "A workload that needs an allow-list on kubelets that tunegen does not configure",
  explanation:
    "A kubelet refuses a pod that sets an unsafe sysctl outside its allow-list (`SysctlForbidden`), and the pod's controller recreates the pod in a loop: one cluster had ten thousand failed pods. tunegen writes the allow-list of K3s, RKE2, kubeadm and Talos nodes. It does not configure the kubelet on EKS, nor on nodes without a `distribution`.",
  source:
    "https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#enabling-unsafe-sysctls",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: aks }
workloads:
  ingress:
    sysctl:
      net.core.somaxconn: 32768 # Bursts
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
      const [first] = meetings;
      const hopeless = meetings.some(
        ({ scope }) => scope === "absent" || scope === "read-only",
      );
      const refused = meetings.filter(
        (meeting) =>
          needsAllowance(meeting) &&
          unwrittenOn(meeting.platform) !== undefined,
      );
      const unwritten = [
        ...new Map(
          refused
            .flatMap(({ platform }) => unwrittenOn(platform) ?? [])
            .map((each) => [each.nodes, each]),
        ).values(),
      ];
      if (first === undefined || hopeless || unwritten.length === 0) return [];
      const { sysctl } = first;
      const since = safeFrom(sysctl.id);
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          nodes: nodesOf(refused),
          message: `\`${sysctl.id}\` needs an allow-list that tunegen does not write for ${unwritten.map(({ nodes }) => nodes).join(" and ")}`,
          why: "the kubelet refuses the pod (`SysctlForbidden`), and its controller recreates the pod in a loop",
          help: [
            ...unwritten.map(({ remedy }) => remedy(sysctl.id)),
            ...(since === undefined
              ? []
              : [`no allow-list is needed from Kubernetes ${since} on`]),
          ].join("; "),
        },
      ];
    }),
});

/** Whether a pod needs the allow-list. An unknown release may be one that does not require it. */
function needsAllowance({ sysctl: { id }, facts }: PodMeeting): boolean {
  return (
    !isSafe(id, facts.kubernetes) &&
    (facts.kubernetes !== undefined || safeFrom(id) === undefined)
  );
}

/** An allow-list that tunegen does not write: for which nodes, and what to do instead. */
interface Unwritten {
  readonly nodes: string;
  readonly remedy: (pattern: string) => string;
}

const unknownDistribution: Unwritten = {
  nodes: "nodes without a `distribution`",
  remedy: () =>
    "state the node's `distribution`: tunegen writes the list for k3s, rke2, kubeadm, talos and eks",
};

/** The allow-list of a node, if tunegen does not write it. Nodes with `distribution: none` run no pods. */
function unwrittenOn({
  hasKubelet,
  allowListPlace,
  distributionLabel,
}: Platform): Unwritten | undefined {
  if (hasKubelet === undefined) return unknownDistribution;
  return (
    allowListPlace && {
      nodes: distributionLabel,
      remedy: (pattern) => `write ${allowListPlace(pattern)}`,
    }
  );
}
