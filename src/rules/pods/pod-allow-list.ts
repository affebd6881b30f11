import { isSafe, safeFrom } from "../../platform/kubernetes.js";
import type { Platform } from "../../core/platform.js";
import { type PodMeeting, podMeetings } from "../support/pod-scope.js";
import { defineRule } from "../rule.js";

export const podAllowList = defineRule({
  name: "pod-allow-list",
  scope: "plan",
  severity: "warning",
  group: "pods",
  summary:
    "A workload needs an allow-list on kubelets that tunegen does not configure",
  explanation:
    "A kubelet refuses a pod with a sysctl that is not safe, with SysctlForbidden, and the pod's controller creates it again without end: ten thousand failed pods were counted. The allow-list of K3s, RKE2, kubeadm and Talos nodes is written by tunegen; on EKS the kubelet's configuration is somebody else's file, and so is it where nobody says which distribution a node has.",
  source:
    "https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#enabling-unsafe-sysctls",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: eks }
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
      const unwritten = [
        ...new Map(
          meetings
            .filter(needsAllowance)
            .flatMap(({ platform }) => unwrittenOn(platform) ?? [])
            .map((each) => [each.whose, each]),
        ).values(),
      ];
      if (first === undefined || hopeless || unwritten.length === 0) return [];
      const { sysctl } = first;
      const since = safeFrom(sysctl.id);
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` needs an allow-list that tunegen does not write ${unwritten.map(({ whose }) => whose).join(", ")}`,
          why: "a kubelet refuses the pod with SysctlForbidden, and its controller creates it again without end",
          help: [
            ...unwritten.map(({ remedy }) => remedy(sysctl.id)),
            ...(since === undefined
              ? []
              : [`from Kubernetes ${since} on every pod may set it`]),
          ].join("; "),
        },
      ];
    }),
});

/** An unknown release may well be one that lets every pod set it. */
function needsAllowance({ sysctl: { id }, facts }: PodMeeting): boolean {
  return (
    !isSafe(id, facts.kubernetes) &&
    (facts.kubernetes !== undefined || safeFrom(id) === undefined)
  );
}

/** An allow-list that tunegen does not write: whose it is, and what to do instead. */
interface Unwritten {
  readonly whose: string;
  readonly remedy: (pattern: string) => string;
}

const unknownDistribution: Unwritten = {
  whose: "where the distribution is not known",
  remedy: () =>
    "name the node's `distribution`: for k3s, rke2, kubeadm and talos tunegen writes the list",
};

/** The list that nobody writes; undefined where tunegen does. A node without a distribution runs no pods. */
function unwrittenOn({
  hasKubelet,
  allowListPlace,
  distributionLabel,
}: Platform): Unwritten | undefined {
  if (hasKubelet === undefined) return unknownDistribution;
  return (
    allowListPlace && {
      whose: `for ${distributionLabel}`,
      remedy: (pattern) => `write ${allowListPlace(pattern)}`,
    }
  );
}
