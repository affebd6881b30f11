import { defineRule } from "../rule.js";

export const podRoleWithoutKubelet = defineRule({
  name: "pod-role-without-kubelet",
  scope: "plan",
  severity: "warning",
  group: "pods",
  findsAbsence: true,
  summary: "A workload that names a role whose nodes run no pods",
  page: () => ({
    explanation:
      "`distribution: none` states that a node does not belong to a Kubernetes cluster. If a workload names such a role, either it names the wrong role, or the facts of the role are wrong. In the second case the nodes get neither the allow-list nor the kube-proxy settings that they need.",
    source:
      "docs/spec.md: `distribution: none`, and `roles`, where the pods may run",
    failing: {
      spec: `version: 1
roles:
  gateway:
    node: { os: linux, distribution: none }
workloads:
  ingress:
    roles: [gateway]
    sysctl:
      kernel.shm_rmid_forced: 1 # Free what crashed pods leave
`,
      at: "7:13",
    },
    passing: {
      spec: `version: 1
roles:
  gateway:
    node: { os: linux, distribution: none }
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  ingress:
    roles: [worker]
    sysctl:
      kernel.shm_rmid_forced: 1 # Free what crashed pods leave
`,
    },
  }),
  check: (plan, spec) => {
    const without = new Map(
      plan.nodes
        .filter(
          ({ kind, platform }) =>
            kind === "role" && platform.hasKubelet === false,
        )
        .map((node) => [node.name, node]),
    );
    return plan.workloads.flatMap((workload) =>
      (spec.workloads.get(workload.name)?.roles ?? []).flatMap((reference) => {
        const role = without.get(reference.name);
        return role === undefined
          ? []
          : [
              {
                about: workload,
                span: reference.span,
                message: `role \`${reference.name}\` runs no pods`,
                why: "its nodes have `distribution: none`, so no kubelet runs on them",
                help: "name another role, or state the real `distribution` of its nodes",
                related: [{ message: "the role", span: role.span }],
              },
            ];
      }),
    );
  },
});
