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
