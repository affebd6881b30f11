import {
  allowListPlaces,
  isSafe,
  safeFrom,
} from "../../platform/kubernetes.js";
import type { NodeFacts } from "../../core/facts.js";
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
        ...new Set(
          meetings.filter(needsAllowance).flatMap(({ facts }) => place(facts)),
        ),
      ];
      if (first === undefined || hopeless || unwritten.length === 0) return [];
      const { sysctl } = first;
      const since = safeFrom(sysctl.id);
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` needs an allow-list that tunegen does not write ${unwritten.map(whose).join(", ")}`,
          why: "a kubelet refuses the pod with SysctlForbidden, and its controller creates it again without end",
          help: [
            ...unwritten.map((each) => remedy(each, sysctl.id)),
            ...(since === undefined
              ? []
              : [`from Kubernetes ${since} on every pod may set it`]),
          ].join("; "),
        },
      ];
    }),
});

type Place = keyof typeof allowListPlaces | "unknown";

/** An unknown release may well be one that lets every pod set it. */
function needsAllowance({ sysctl: { id }, facts }: PodMeeting): boolean {
  return (
    !isSafe(id, facts.kubernetes) &&
    (facts.kubernetes !== undefined || safeFrom(id) === undefined)
  );
}

/** Who configures the kubelet, where tunegen does not. A node without a distribution runs no pods. */
function place({ distribution }: NodeFacts): readonly Place[] {
  switch (distribution) {
    case "eks":
      return [distribution];
    case undefined:
      return ["unknown"];
    case "k3s":
    case "rke2":
    case "kubeadm":
    case "talos":
    case "none":
      return [];
  }
}

const names = { eks: "EKS" } as const;

function whose(each: Place): string {
  return each === "unknown"
    ? "where the distribution is not known"
    : `for ${names[each]}`;
}

function remedy(each: Place, pattern: string): string {
  return each === "unknown"
    ? "name the node's `distribution`: for k3s, rke2, kubeadm and talos tunegen writes the list"
    : `write ${allowListPlaces[each](pattern)}`;
}
