import { isAtLeast } from "../../core/version.js";
import type { NodeFacts } from "../../core/facts.js";

/**
 * Whether the node's Talos has configuration documents for sysctls, modules, kubelet and kube-proxy. Their fields below
 * `machine` and `cluster` still load there, and are deprecated; without a version the older shape is written, which
 * both take.
 */
export function hasDocuments({ osVersion }: NodeFacts): boolean {
  return isAtLeast(osVersion, "1.14") ?? false;
}

/**
 * The shape of what Talos 1.14 and later configure by documents of their own for the kubelet and kube-proxy: that of a
 * machine of such a release, or that which a machine keeps from the release that it was installed with.
 */
export const kubernetesShapes = ["documents", "v1alpha1"] as const;

export type KubernetesShape = (typeof kubernetesShapes)[number];

/** Whether kube-proxy reads a configuration document of its own, and no flags below `cluster.proxy`. */
export function hasProxyDocument(facts: NodeFacts, shape: unknown): boolean {
  return hasDocuments(facts) && shape !== "v1alpha1";
}
