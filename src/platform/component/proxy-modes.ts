import type { NodeFacts } from "../../core/facts.js";
import type { Lifetime } from "../../core/lifetime.js";

/**
 * The Kubernetes releases that have each mode of kube-proxy. `nftables` needs the feature gate NFTablesProxyMode in 1.29 and
 * 1.30, is beta in 1.31 and stable in 1.33.
 * Source: kubernetes/enhancements, KEP 3866, kep.yaml; kubernetes/kubernetes, pkg/proxy/apis/config/validation.
 */
export const proxyModes: Readonly<
  Record<NonNullable<NodeFacts["kubeProxy"]>, Lifetime>
> = {
  iptables: {},
  ipvs: {},
  nftables: { since: "1.29" },
  none: {},
};
