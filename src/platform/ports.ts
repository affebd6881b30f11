import type { NodeFacts } from "../core/facts.js";

/** A stretch of ports that something on the node listens on. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  /** Who listens there, as a comment. */
  readonly what: string;
}

/**
 * The ports of a Kubernetes node that a connection's own port must not take.
 * Sources: kubernetes.io/docs/reference/networking/ports-and-protocols; kubernetes/kubernetes,
 * pkg/cluster/ports/ports.go; docs.k3s.io/installation/requirements.
 */
export function kubernetesPorts({
  distribution,
  kubeProxy,
}: NodeFacts): readonly PortRange[] {
  if (distribution === undefined || distribution === "none") return [];
  return [
    { first: 30000, last: 32767, what: "NodePorts" },
    { first: 10248, last: 10248, what: "the kubelet's health" },
    { first: 10250, last: 10250, what: "the kubelet" },
    ...(kubeProxy === "none"
      ? []
      : [
          { first: 10249, last: 10249, what: "kube-proxy's metrics" },
          { first: 10256, last: 10256, what: "kube-proxy's health" },
        ]),
    { first: 10257, last: 10257, what: "kube-controller-manager" },
    { first: 10259, last: 10259, what: "kube-scheduler" },
    ...(distribution === "talos"
      ? [{ first: 50000, last: 50001, what: "Talos' own API" }]
      : []),
  ];
}
