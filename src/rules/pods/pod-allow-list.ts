import { isSafe, safeFrom } from "../../platform/component/kubernetes.js";
import { keysOf } from "../../core/keys-of.js";
import type { Distribution, Platform } from "../../core/platform.js";
import type { Span } from "../../core/source.js";
import { joinNames } from "../../core/name-list.js";
import type { Spec } from "../../language/model.js";
import { distributions } from "../../platform/distribution/registry.js";
import {
  type PodMeeting,
  nodesOf,
  podMeetings,
} from "../support/pod-meetings.js";
import { answersOf } from "../support/unwritten.js";
import { defineRule } from "../rule.js";

export const podAllowList = defineRule({
  name: "pod-allow-list",
  scope: "plan",
  severity: "warning",
  group: "pods",
  summary:
    "A workload that needs an allow-list on kubelets that tunegen does not configure",
  page: () => ({
    explanation:
      "A kubelet refuses a pod that sets an unsafe sysctl outside its allow-list (`SysctlForbidden`), and the pod's controller recreates the pod in a loop: one cluster had ten thousand failed pods. tunegen writes the allow-list of nodes of K3s, RKE2, kubeadm, Talos and EKS with nodeadm. It does not configure the kubelet of other images and distributions, nor of nodes without a `distribution`; the help says where the list is given there.",
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
  }),
  check: (plan, spec) =>
    podMeetings(plan).flatMap((meetings) => {
      const [first] = meetings;
      const hopeless = meetings.some(
        ({ scope }) => scope === "absent" || scope === "read-only",
      );
      const refused = meetings.filter(
        (meeting) =>
          needsAllowance(meeting) &&
          unwrittenOn(meeting.platform, spec) !== undefined,
      );
      const unwritten = [
        ...new Map(
          refused
            .flatMap(({ platform }) => unwrittenOn(platform, spec) ?? [])
            .map((each) => [each.nodes, each]),
        ).values(),
      ];
      if (first === undefined || hopeless || unwritten.length === 0) return [];
      const { sysctl } = first;
      const since = safeFrom(sysctl.id);
      const off = unwritten.find((each) => each.off !== undefined)?.off;
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
          ...(off !== undefined && {
            related: [{ message: "switched off here", span: off }],
          }),
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

/** The distributions whose allow-list tunegen writes. */
const writtenFor: readonly string[] = keysOf(distributions).filter((name) => {
  const { hasKubelet, allowListPlace }: Distribution = distributions[name];
  return hasKubelet && allowListPlace === undefined;
});

/** An allow-list that tunegen does not write: for which nodes, and what to do instead. */
interface Unwritten {
  readonly nodes: string;
  readonly remedy: (pattern: string) => string;
  /** Where the spec switches off the target that would write it. */
  readonly off?: Span | undefined;
}

const unknownDistribution: Unwritten = {
  nodes: "nodes without a `distribution`",
  remedy: () =>
    `state the node's \`distribution\`: tunegen writes the list for ${joinNames(writtenFor)}`,
};

/** The allow-list of a node, if tunegen does not write it. Nodes with `distribution: none` run no pods. */
function unwrittenOn(platform: Platform, spec: Spec): Unwritten | undefined {
  const { hasKubelet, allowListPlace, distributionLabel: nodes } = platform;
  if (hasKubelet === undefined) return unknownDistribution;
  if (!hasKubelet) return undefined;
  if (allowListPlace !== undefined)
    return { nodes, remedy: (pattern) => `write ${allowListPlace(pattern)}` };
  const { given, off } = answersOf(platform, spec)(["allowance"]);
  return off === undefined
    ? undefined
    : {
        nodes,
        remedy: (pattern) =>
          `remove \`false\` from \`targets\` (${String(given)}), or add \`${pattern}\` to the kubelet's \`allowedUnsafeSysctls\``,
        off,
      };
}
