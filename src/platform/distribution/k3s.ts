import type { NodeFacts } from "../../core/facts.js";
import type { Distribution, Writer, Writing } from "../../core/platform.js";
import { ipv4Forwarding, ipv6Forwarding } from "../component/forwarding.js";
import { otherThan } from "../replacement.js";

const BRIDGE = "net.bridge.bridge-nf-call-iptables";

/** The K3s agent, which resets some sysctls if they differ. Source: k3s-io/k3s, pkg/agent/syssetup/setup.go. */
const agent: Writer = {
  runsOn: ({ platform }) =>
    platform.hasKubelet === undefined ? undefined : platform.agent === agent,
  keys: new Set([BRIDGE, ...ipv4Forwarding, ...ipv6Forwarding]),
  anywhere: (id) => writing(id, { cni: "flannel" }),
  on: (id, { facts }) => {
    const found = writing(id, facts);
    // The facts do not state whether the cluster has IPv6.
    const replaces = ipv6Forwarding.has(id) ? () => undefined : otherThan(1n);
    return found && { ...found, replaces };
  },
};

function writing(id: string, facts: NodeFacts): Writing | undefined {
  if (ipv6Forwarding.has(id))
    return { who: "K3s", does: "sets 1 at every start if the node has IPv6" };
  if (!ipv4Forwarding.has(id) && (id !== BRIDGE || leavesBridge(facts)))
    return undefined;
  return { who: "K3s", does: "sets 1 at every start" };
}

/** Since k3s-io/k3s#14093, K3s does not reset the key on a node with neither kube-proxy nor Flannel. */
function leavesBridge({ kubeProxy, cni }: NodeFacts): boolean {
  return kubeProxy === "none" && cni !== "flannel";
}

/**
 * K3s.
 * Source: k3s-io/k3s, pkg/agent/run.go (connection tracking) and pkg/daemons/agent/agent.go (its own kubelet arguments);
 * k3s-io/k3s#8487.
 */
export const k3s: Distribution = {
  distributionLabel: "K3s",
  hasKubelet: true,
  clusterForm: "k3s-config",
  sharesProxyConfig: false,
  proxyForm: "flags",
  resetsConntrack: true,
  ownConntrack: {},
  // ServiceLB needs them.
  ownAllowances: ["net.ipv4.ip_forward", "net.ipv6.conf.all.forwarding"],
  allowListPlace: undefined,
  proxyPlace: undefined,
  protectsKernelDefaults: false,
  agent,
  ownPorts: [],
  runtimeService: "k3s",
};
