import { podNamespaceOf } from "../../platform/component/kubernetes.js";
import { sharesWithHost } from "../support/pod-meetings.js";
import { defineRule } from "../rule.js";

export const podHostNamespace = defineRule({
  name: "pod-host-namespace",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary:
    "A workload in the host's network or IPC namespace that sets keys of that namespace",
  page: () => ({
    explanation:
      "With `hostNetwork: true` a pod uses the node's network namespace, and with `hostIPC: true` its IPC namespace, so a sysctl of the pod would change the node. The API server (from Kubernetes 1.29 on; before, the kubelet) refuses a pod that sets `net.*` with `hostNetwork`, or `kernel.shm*`, `kernel.msg*`, `kernel.sem` or `fs.mqueue.*` with `hostIPC`.",
    source:
      "kubernetes/kubernetes 1.29.0 and 1.37.2, pkg/apis/core/validation/validation.go, ValidateHostSysctl; 1.28.15 has it only in pkg/kubelet/sysctl/allowlist.go",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  ingress:
    hostNetwork: true
    sysctl:
      net.core.somaxconn: 32768 # Bursts
`,
      at: "9:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress, which uses the host's network
workloads:
  ingress:
    hostNetwork: true
    sysctl:
      kernel.shm_rmid_forced: 1 # Free what crashed pods leave
`,
    },
  }),
  check: ({ workloads }) =>
    workloads.flatMap((workload) =>
      workload.sysctls.flatMap((sysctl) => {
        const namespace = podNamespaceOf(sysctl.id);
        if (namespace === undefined || !sharesWithHost(workload, namespace))
          return [];
        const [field, what] =
          namespace === "net"
            ? ["hostNetwork", "network namespace"]
            : ["hostIPC", "IPC namespace"];
        return [
          {
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` cannot be set for a pod with \`${field}\``,
            why: `the pod uses the node's ${what}, so the API server refuses it from Kubernetes 1.29 on ("may not be specified when '${field}' is true"), and the kubelet before`,
            help: `write it under \`sysctl\` of the roles that the pods run on, or remove \`${field}\``,
          },
        ];
      }),
    ),
});
