import type { Writer, WrittenNode } from "../../core/platform.js";
import { fixedWriter } from "../component/fixed-writer.js";
import { isPlugin } from "../component/network-plugin.js";

const withIpv6 = {
  value: "1",
  where: "in a cluster with IPv6",
  sets: (): undefined => undefined,
};

/** Since k3s-io/k3s#14093, the agent does not set the bridge's keys on a node with neither kube-proxy nor Flannel. */
function setsBridge({ facts: { kubeProxy, cni } }: WrittenNode): boolean {
  return kubeProxy !== "none" || isPlugin(cni, "flannel") === true;
}

/** Makes the agent of K3s, which RKE2 embeds. It sets some sysctls at every start wherever they differ. */
export function k3sAgent(who: string): Writer {
  const prevent = `run ${who} with neither kube-proxy nor Flannel, where it skips this key`;
  const agent: Writer = fixedWriter({
    who,
    source: "k3s-io/k3s 00014d28, pkg/agent/syssetup/setup.go",
    runsOn: ({ platform }) =>
      platform.hasKubelet === undefined ? undefined : platform.agent === agent,
    values: {
      "net.ipv4.ip_forward": "1",
      "net.ipv4.conf.all.forwarding": "1",
      "net.ipv4.conf.default.forwarding": "1",
      "net.ipv6.conf.all.forwarding": withIpv6,
      "net.ipv6.conf.default.forwarding": withIpv6,
      "net.core.devconf_inherit_init_net": withIpv6,
      "net.bridge.bridge-nf-call-iptables": {
        value: "1",
        sets: setsBridge,
        prevent,
      },
      "net.bridge.bridge-nf-call-ip6tables": {
        ...withIpv6,
        sets: (node) => (setsBridge(node) ? undefined : false),
        prevent,
      },
    },
  });
  return agent;
}
