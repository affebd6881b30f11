import { isInCiliumFile } from "../../platform/component/cilium-file.js";
import { interfaceWriters } from "../../platform/writers.js";
import { replacedReports, keysOfAny } from "../support/replaced.js";
import { defineRule } from "../rule.js";

export const resetOnInterface = defineRule({
  name: "reset-on-interface",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: keysOfAny(interfaceWriters),
  summary:
    "A value that a network daemon or the network plug-in resets on its interfaces",
  page: () => ({
    explanation:
      "When systemd-networkd or NetworkManager configures an interface, it sets `accept_ra` to 0, because it receives router advertisements itself, and enables IPv6; systemd-networkd also sets `use_tempaddr` and `proxy_ndp` to 0 and `promote_secondaries` to 1. What sysctl.d set for that interface, for `default` or for `all` is then gone there; interfaces that the daemon does not manage keep it. The .network file or the connection has an option for most of them. Network plug-ins do the same with the interfaces that they make. The rule applies where the facts name a network plug-in, or a distribution of Linux whose daemon is known: systemd-networkd on Amazon Linux 2023, Flatcar and Ubuntu, NetworkManager on the RHEL family, Fedora and Raspberry Pi OS.",
    source:
      "systemd/systemd, src/network/networkd-sysctl.c; NetworkManager, src/core/devices/nm-device.c; cilium/cilium, pkg/datapath/loader/netlink.go; projectcalico/calico, felix/dataplane/linux/endpoint_mgr.go; flannel-io/flannel, pkg/backend/vxlan/device.go",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { distro: al2023 }
    sysctl:
      net.ipv6.conf.ens5.accept_ra: 2 # The default route, with forwarding
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { distro: al2023 }
    sysctl:
      net.ipv6.conf.default.accept_ra: 0 # systemd-networkd receives them
`,
    },
  }),
  check: (node, plan) =>
    interfaceWriters
      .flatMap((writer) =>
        replacedReports(
          writer,
          node,
          plan,
          ({ sysctl: { id }, write: { who, why, prevent }, instead }) => ({
            message: `\`${id}\` is reset to ${instead} by ${who} on ${writer.interfaces ?? "interfaces"}`,
            why: why ?? `${who} sets this when it configures an interface`,
            help: `${prevent ?? `write ${instead}`}, or remove the setting`,
          }),
        ),
      )
      // Another rule reports it.
      .filter(
        ({ about: { id } }) =>
          node.platform.settingsForm !== "etc" || !isInCiliumFile(id),
      ),
});
