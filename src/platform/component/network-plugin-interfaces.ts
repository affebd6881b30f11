import type { WrittenNode } from "../../core/platform.js";
import { interfaceWriter } from "./interface-writer.js";

function isPlugin(...names: readonly string[]) {
  return ({ facts: { cni } }: WrittenNode): boolean | undefined =>
    cni === undefined ? undefined : names.includes(cni.toLowerCase());
}

/** Source: cilium/cilium, pkg/datapath/loader/netlink.go, enableForwarding. */
export const ciliumInterfaces = interfaceWriter({
  who: "the Cilium agent",
  interfaces: "its own interfaces",
  runsOn: isPlugin("cilium"),
  prefix: "cilium_",
  values: {
    "ipv4.conf.forwarding": "1",
    "ipv6.conf.forwarding": "1",
    "ipv4.conf.rp_filter": "0",
    "ipv4.conf.accept_local": "1",
    "ipv4.conf.send_redirects": "0",
  },
});

/** Source: projectcalico/calico 87c15906, felix/dataplane/linux/endpoint_mgr.go, and the CNI plug-in's dataplane_linux.go. */
export const calicoInterfaces = interfaceWriter({
  who: "Calico",
  interfaces: "the interfaces of pods",
  runsOn: isPlugin("calico", "canal"),
  prefix: "cali",
  values: {
    "ipv4.conf.forwarding": "1",
    "ipv4.conf.proxy_arp": "1",
    "ipv4.conf.route_localnet": "1",
    "ipv4.neigh.proxy_delay": "0",
    "ipv6.conf.forwarding": "1",
    "ipv6.conf.proxy_ndp": "1",
    "ipv6.conf.accept_ra": "0",
  },
});

/**
 * Flannel sets no other sysctl, with any backend; it only requires that those of br_netfilter exist.
 * Source: flannel-io/flannel v0.28.9, pkg/backend/vxlan/device.go and main.go.
 */
export const flannelInterfaces = interfaceWriter({
  who: "Flannel",
  interfaces: "its VXLAN interface",
  runsOn: isPlugin("flannel", "canal"),
  prefix: "flannel",
  values: { "ipv6.conf.accept_ra": "0" },
});
