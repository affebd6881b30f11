import { releaseFor } from "../../catalogue/lookup.js";
import { isSocketSetting } from "../../platform/component/kubernetes.js";
import { distinctNodes } from "../../plan/distinct-nodes.js";
import type { NodePlan, WorkloadPlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { fieldsOf, settings, sureDefault } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

export const podNotInherited = defineRule({
  name: "pod-not-inherited",
  scope: "plan",
  severity: "note",
  group: "pods",
  summary: "A setting of the node that its pods do not inherit",
  page: () => ({
    explanation:
      "Each pod has a network namespace of its own, in which most keys start with the kernel's default, whatever the node has: `net.core.somaxconn`, `ip_local_port_range`, nearly all of `net.ipv4.tcp_*`. Only `tcp_rmem`, `tcp_wmem`, `tcp_congestion_control` and `net.ipv4.conf.*` are copied from the node. A setting is reported once, if workloads of the spec run on the node and none of them sets the key.",
    source: "measured, catalogue/measured/quirks.md, inheritance",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.core.somaxconn: 32768 # Bursts
workloads:
  ingress:
    sysctl:
      net.ipv4.tcp_syncookies: 1 # SYN floods
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.core.somaxconn: 32768 # Bursts
workloads:
  ingress:
    sysctl:
      net.core.somaxconn: 32768 # Pods do not inherit the node's value
`,
    },
  }),
  check: ({ nodes, workloads }) => {
    const podsOf = podsByRole(workloads);
    return distinctNodes(nodes).flatMap((node) => {
      const pods = podsOf.get(node.role);
      if (pods === undefined || node.platform.hasKubelet === false) return [];
      return settings(node)
        .filter((sysctl) => !pods.keys.has(sysctl.id) && isLost(sysctl, node))
        .map((sysctl): Report => ({
          about: sysctl,
          span: sysctl.origin.span,
          nodes: [node],
          message: `\`${sysctl.id}\` is not inherited by pods`,
          why: "each pod has a network namespace of its own, in which this key starts with the kernel's default",
          help: "if the pods need it, write it under `sysctl` of the workload, too",
          related: [
            {
              message: "a workload that runs on the node",
              span: pods.first.span,
            },
          ],
        }));
    });
  },
});

interface Pods {
  readonly first: WorkloadPlan;
  /** Every key that some pod sets: its author knows that pods do not inherit it. */
  readonly keys: Set<string>;
}

/** The workloads of each role that have a network of their own and set something in it. */
function podsByRole(
  workloads: readonly WorkloadPlan[],
): ReadonlyMap<string, Pods> {
  const byRole = new Map<string, Pods>();
  for (const workload of workloads) {
    const ids = workload.sysctls.map(({ id }) => id);
    if (workload.hostNetwork || !ids.some((id) => id.startsWith("net.")))
      continue;
    for (const role of workload.roles) {
      const pods = byRole.get(role) ?? { first: workload, keys: new Set() };
      byRole.set(role, pods);
      for (const id of ids) pods.keys.add(id);
    }
  }
  return byRole;
}

/** Whether the node's value differs from the default, and a new namespace starts with the default. */
function isLost(sysctl: Sysctl, { facts }: NodePlan): boolean {
  const { id, known, value } = sysctl;
  if (known === undefined || value === undefined || !isSocketSetting(id))
    return false;
  const written = fieldsOf(sysctl).join(" ");
  if (written !== "" && written === sureDefault(sysctl)?.join(" "))
    return false;
  const releases = (
    facts.kernel === undefined ? known.releases : [releaseFor(known, facts)]
  ).filter((release) => release?.inherited !== undefined);
  return (
    releases.length > 0 &&
    releases.every(
      (release) => release?.scope === "netns" && release.inherited === false,
    )
  );
}
