import type { PortRange } from "../../core/platform.js";

/**
 * The ports of a Kubernetes node that outgoing connections must not occupy.
 * Sources: kubernetes.io/docs/reference/networking/ports-and-protocols; kubernetes/kubernetes,
 * pkg/cluster/ports/ports.go; docs.k3s.io/installation/requirements.
 *
 * @param runsKubeProxy undefined counts as true
 */
export function kubernetesPorts(
  runsKubeProxy: boolean | undefined,
): readonly PortRange[] {
  return [
    { first: 30000, last: 32767, what: "NodePorts" },
    { first: 10248, last: 10248, what: "kubelet" },
    { first: 10250, last: 10250, what: "kubelet" },
    ...(runsKubeProxy === false
      ? []
      : [
          { first: 10249, last: 10249, what: "kube-proxy" },
          { first: 10256, last: 10256, what: "kube-proxy" },
        ]),
    { first: 10257, last: 10257, what: "kube-controller-manager" },
    { first: 10259, last: 10259, what: "kube-scheduler" },
  ];
}

/** Names the programs that listen on ports, each once: `NodePorts, kubelet, kube-proxy`. */
export function portOwners(ports: readonly PortRange[]): string {
  return [...new Set(ports.map(({ what }) => what))].join(", ");
}
