import { defineRule } from "../rule.js";

export const podRoleWithoutKubelet = defineRule({
  name: "pod-role-without-kubelet",
  scope: "plan",
  severity: "warning",
  group: "pods",
  summary: "A workload names a role whose nodes run no pods",
  explanation:
    "`distribution: none` says that a node is no part of a Kubernetes cluster. A workload that names such a role either names the wrong one, or the role's facts are wrong; the nodes then lack the allow-list and the kube-proxy settings that they need.",
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
`,
  },
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
                message: `the role \`${reference.name}\` runs no pods`,
                why: "its nodes have `distribution: none`: there is no kubelet to run them",
                help: "name another role, or the distribution that the nodes really have",
                related: [{ message: "the role", span: role.span }],
              },
            ];
      }),
    );
  },
});
