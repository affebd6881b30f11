import { expect, test } from "vitest";
import { lineFindings } from "../rules/line-findings.js";

const found = (facts: string, setting: string) =>
  lineFindings(
    `version: 1
roles:
  a:
    node: { os: linux, kernel: "6.12", kubernetes: "1.34", ${facts} }
    sysctl:
      ${setting} # Reason
`,
    (rule) => rule.startsWith("reset-by-") || rule === "equals-default",
  );

const KUBEADM = "distribution: kubeadm";

test.each<[string, string, readonly string[]]>([
  [
    `${KUBEADM}, kubeProxy: ipvs`,
    "net.ipv4.vs.conntrack: 0",
    ["6:7 reset-by-kube-proxy"],
  ],
  [
    `${KUBEADM}, kubeProxy: ipvs`,
    "net.ipv4.vs.expire_nodest_conn: 0",
    ["6:7 reset-by-kube-proxy"],
  ],
  [`${KUBEADM}, kubeProxy: ipvs`, "net.ipv4.vs.conntrack: 1", []],
  [
    `${KUBEADM}, kubeProxy: iptables`,
    "net.ipv4.conf.all.route_localnet: 0",
    ["6:7 reset-by-kube-proxy"],
  ],
  [KUBEADM, "net.ipv4.conf.all.route_localnet: 0", []],
  [
    `${KUBEADM}, kubeProxy: nftables`,
    "net.ipv4.conf.all.route_localnet: 0",
    ["6:7 equals-default"],
  ],
  [
    `${KUBEADM}, kubeProxy: none, cni: cilium`,
    "kernel.timer_migration: 1",
    ["6:7 reset-by-cilium"],
  ],
  [
    `${KUBEADM}, kubeProxy: none, cni: cilium`,
    "net.ipv4.fib_multipath_use_neigh: 0",
    ["6:7 reset-by-cilium"],
  ],
  [
    "distro: al2023, distribution: eks, cni: calico, cpus: 4, memory: 16GiB",
    "net.netfilter.nf_conntrack_acct: 0",
    ["6:7 reset-by-calico"],
  ],
])("%s and %s", (facts, setting, expected) => {
  expect(found(facts, setting)).toEqual(expected);
});
