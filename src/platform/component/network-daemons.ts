import type { NetworkDaemon, WrittenNode } from "../../core/platform.js";
import { interfaceWriter } from "./interface-writer.js";

function isDaemon(daemon: NetworkDaemon) {
  return ({ platform: { networkDaemon } }: WrittenNode): boolean | undefined =>
    networkDaemon === undefined ? undefined : networkDaemon === daemon;
}

const managed = {
  interfaces: "the interfaces that it manages",
  copied: new Set(["ipv6.conf.disable_ipv6"]),
};

const RECEIVES = "it receives router advertisements itself";

/**
 * What systemd-networkd sets by default on an interface with a .network file. It keeps forwarding, rp_filter and proxy_arp
 * unless that file has them.
 */
export const systemdNetworkd = interfaceWriter({
  ...managed,
  who: "systemd-networkd",
  source:
    "systemd/systemd 245 to 258, src/network/networkd-sysctl.c, link_set_sysctl",
  runsOn: isDaemon("systemd-networkd"),
  values: {
    "ipv6.conf.accept_ra": {
      value: "0",
      why: RECEIVES,
      prevent:
        "set `IPv6AcceptRA=` in the .network file of the interface (in Netplan, `accept-ra`)",
    },
    "ipv6.conf.use_tempaddr": {
      value: "0",
      prevent:
        "set `IPv6PrivacyExtensions=` in the .network file of the interface (in Netplan, `ipv6-privacy`)",
    },
    "ipv6.conf.disable_ipv6": {
      value: "0",
      why: "it enables IPv6 on an interface with link-local or static IPv6 addresses",
      prevent:
        "set `LinkLocalAddressing=no` in the .network file of the interface (in Netplan, `link-local: []`)",
    },
    "ipv6.conf.proxy_ndp": {
      value: "0",
      prevent: "set `IPv6ProxyNDP=` in the .network file of the interface",
    },
    "ipv4.conf.promote_secondaries": {
      value: "1",
      why: "a renewed DHCP lease is a secondary address until the old one expires",
    },
  },
});

/** What NetworkManager sets. */
export const networkManager = interfaceWriter({
  ...managed,
  who: "NetworkManager",
  source:
    "NetworkManager/NetworkManager 1.59, src/core/devices/nm-device.c, ip6_managed_setup",
  runsOn: isDaemon("NetworkManager"),
  values: {
    "ipv6.conf.accept_ra": {
      value: "0",
      why: RECEIVES,
      prevent:
        "set `ipv6.method` of the connection: `auto` receives them, `ignore` leaves them to the kernel",
    },
    "ipv6.conf.disable_ipv6": {
      value: "0",
      why: "it enables IPv6 on an interface unless its connection disables it",
      prevent: "set `ipv6.method: disabled` in the connection",
    },
  },
});
