import type { WrittenNode } from "../../core/platform.js";
import { isAtLeast } from "../../core/version.js";
import { fixedWriter } from "./fixed-writer.js";
import { type ProxyField, proxyFields } from "./proxy-fields.js";

/** Whether kube-proxy runs in a mode; undefined where the facts do not state the mode. */
function inMode(mode: "iptables" | "ipvs") {
  return ({
    facts: { kubeProxy },
    platform: { runsKubeProxy },
  }: WrittenNode): boolean | undefined => {
    if (kubeProxy !== undefined) return kubeProxy === mode;
    return runsKubeProxy === true ? undefined : runsKubeProxy;
  };
}

/** Whether a switch of kube-proxy is on; undefined where the spec does not say. */
function isOn(
  field: ProxyField,
  { proxySettings }: WrittenNode,
): boolean | undefined {
  const told = proxySettings.find(({ id }) => id === field);
  return told && told.value !== proxyFields[field].leave;
}

const strictArp = {
  sets: (node: WrittenNode) => isOn("strictARP", node),
  where: "with `ipvs.strictARP`, and does not set it back without",
  prevent: "write `kubeProxy: { ipvs: { strictARP: false } }`",
};

export const kubeProxyIpvs = fixedWriter({
  who: "kube-proxy in IPVS mode",
  source:
    "kubernetes/kubernetes 1.34.4, 1.37.2 and 1.38.0-alpha.0, pkg/proxy/ipvs/proxier.go",
  runsOn: inMode("ipvs"),
  values: {
    "net.ipv4.vs.conntrack": "1",
    "net.ipv4.vs.expire_nodest_conn": "1",
    "net.ipv4.vs.expire_quiescent_template": "1",
    "net.ipv4.ip_forward": "1",
    // kubernetes/kubernetes#93297: Linux 5.9 has the fix.
    "net.ipv4.vs.conn_reuse_mode": {
      value: "0",
      where: "on kernels before 5.9",
      sets: ({ facts: { kernel } }) => {
        const fixed = isAtLeast(kernel, "5.9");
        return fixed === undefined ? undefined : !fixed;
      },
    },
    "net.ipv4.conf.all.arp_ignore": { value: "1", ...strictArp },
    "net.ipv4.conf.all.arp_announce": { value: "2", ...strictArp },
  },
});

export const kubeProxyIptables = fixedWriter({
  who: "kube-proxy in iptables mode",
  source:
    "kubernetes/kubernetes 1.33.0 to 1.37.2, pkg/proxy/iptables/proxier.go",
  runsOn: inMode("iptables"),
  values: {
    "net.ipv4.conf.all.route_localnet": {
      value: "1",
      where: "unless `iptables.localhostNodePorts` is false",
      sets: (node) => isOn("localhostNodePorts", node) ?? true,
      prevent: "write `kubeProxy: { iptables: { localhostNodePorts: false } }`",
    },
  },
});
