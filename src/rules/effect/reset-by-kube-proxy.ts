import {
  kubeProxyIptables,
  kubeProxyIpvs,
} from "../../platform/component/kube-proxy-modes.js";
import { kubeProxy } from "../../platform/component/kube-proxy.js";
import { replacedReports, keysOfAny } from "../support/replaced.js";
import { defineRule } from "../rule.js";

export const resetByKubeProxy = defineRule({
  name: "reset-by-kube-proxy",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: keysOfAny([kubeProxy, kubeProxyIpvs, kubeProxyIptables]),
  summary:
    "A value that kube-proxy resets, on nodes whose kube-proxy tunegen does not configure",
  page: () => ({
    explanation:
      "At every start kube-proxy writes `nf_conntrack_max` (131072, or 32768 per CPU core if that is more; at most 1048576 from Kubernetes 1.36 on) and the timeouts of established connections (24 h) and of connections in CLOSE_WAIT (1 h). On K3s, RKE2, kubeadm, EKS and Talos tunegen writes the options that make kube-proxy keep the node's values. Elsewhere tunegen does not write kube-proxy's configuration, so the options must be set there. From Kubernetes 1.22 to 1.28 kube-proxy only raises these values, and from 1.37.2 on it only raises the size of the table. In IPVS mode it also sets `vs.conntrack`, `vs.expire_nodest_conn` and `vs.expire_quiescent_template` to 1, on kernels before 5.9 `vs.conn_reuse_mode` to 0, and with `strictARP` `conf.all.arp_ignore` to 1 and `conf.all.arp_announce` to 2. In iptables mode it sets `conf.all.route_localnet` to 1, unless `localhostNodePorts` is false.",
    source:
      "kubernetes/kubernetes, cmd/kube-proxy/app/server_linux.go, and pull requests 120448, 137002 and 142035",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kubeProxy: ipvs, kubernetes: "1.34", cpus: 4 }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576 # Room for connections
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kubeProxy: ipvs, kubernetes: "1.34", cpus: 4 }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576 # Room for connections
    kubeProxy:
      conntrack:
        maxPerCore: # Its configuration has 0
          { value: node, accept: { reaches-no-file: set in the ConfigMap } }
`,
    },
  }),
  check: (node, plan) => [
    ...replacedReports(kubeProxy, node, plan, ({ sysctl, write, instead }) => ({
      message: `\`${sysctl.id}\` is reset to ${instead} when kube-proxy starts`,
      why: `kube-proxy writes three connection-tracking values at every start${write.prevent === undefined ? `, and ${node.platform.distributionLabel} has no option that prevents it` : " unless its configuration disables that"}`,
      help: write.prevent ?? "remove the setting",
    })),
    ...[kubeProxyIpvs, kubeProxyIptables].flatMap((writer) =>
      replacedReports(writer, node, plan, ({ sysctl, write, instead }) => ({
        message: `\`${sysctl.id}\` is reset to ${instead} when kube-proxy starts`,
        why: `${write.who} sets this at every start${write.prevent === undefined ? "; no option prevents it" : ""}`,
        help: write.prevent ?? `remove the setting, or write ${instead}`,
      })),
    ),
  ],
});
