import { podNamespaceOf } from "../../platform/kubernetes.js";
import { sharesWithHost } from "../support/pod-scope.js";
import { defineRule } from "../rule.js";

export const podHostNamespace = defineRule({
  name: "pod-host-namespace",
  scope: "plan",
  severity: "error",
  group: "pods",
  summary:
    "A workload on the host's network or IPC sets keys of that namespace",
  explanation:
    "With `hostNetwork: true` a pod has no network namespace of its own, and with `hostIPC: true` no IPC namespace: a sysctl of the pod's would be the node's. The API server refuses a pod that sets `net.*` on the host's network, or `kernel.shm*`, `kernel.msg*`, `kernel.sem` or `fs.mqueue.*` in the host's IPC namespace.",
  source:
    "kubernetes/kubernetes, pkg/apis/core/validation/validation.go, ValidateHostSysctl",
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
      net.core.somaxconn: 32768 # Bursts at the ingress, which is on the host's network
workloads:
  ingress:
    hostNetwork: true
`,
  },
  check: ({ workloads }) =>
    workloads.flatMap((workload) =>
      workload.sysctls.flatMap((sysctl) => {
        const namespace = podNamespaceOf(sysctl.id);
        if (namespace === undefined || !sharesWithHost(workload, namespace))
          return [];
        const [field, what] =
          namespace === "net"
            ? ["hostNetwork", "network"]
            : ["hostIPC", "IPC namespace"];
        return [
          {
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` cannot be set for a pod with \`${field}\``,
            why: `the pod has the node's own ${what}; the API server refuses it ("may not be specified when '${field}' is true")`,
            help: `write it under \`sysctl\` of the roles that the pods run on, or remove \`${field}\``,
          },
        ];
      }),
    ),
});
