import { interfaceWriter } from "./interface-writer.js";
import { withPlugin } from "./network-plugin.js";

export const ciliumInterfaces = interfaceWriter({
  who: "the Cilium agent",
  source:
    "cilium/cilium 1.17.0 and 1.20.2, pkg/datapath/loader/netlink.go, enableForwarding",
  interfaces: "its own interfaces",
  runsOn: ({ platform }) => platform.runsCilium,
  prefix: "cilium_",
  values: {
    "ipv4.conf.forwarding": "1",
    "ipv6.conf.forwarding": "1",
    "ipv4.conf.rp_filter": "0",
    "ipv4.conf.accept_local": "1",
    "ipv4.conf.send_redirects": "0",
  },
});

export const calicoInterfaces = interfaceWriter({
  who: "Calico",
  source:
    "projectcalico/calico 87c15906, felix/dataplane/linux/endpoint_mgr.go, and the CNI plug-in's dataplane_linux.go",
  interfaces: "the interfaces of pods",
  runsOn: withPlugin("calico", "canal"),
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

/** Flannel sets no other sysctl, with any backend; it only requires that those of br_netfilter exist. */
export const flannelInterfaces = interfaceWriter({
  who: "Flannel",
  source: "flannel-io/flannel v0.28.9, pkg/backend/vxlan/device.go and main.go",
  interfaces: "its VXLAN interface",
  runsOn: withPlugin("flannel", "canal"),
  prefix: "flannel",
  values: { "ipv6.conf.accept_ra": "0" },
});
