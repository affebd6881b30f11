import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

const found = (facts: string, setting: string, kernel = "6.12") =>
  lineFindings(
    `version: 1
roles:
  a:
    node: { os: linux, kernel: "${kernel}", kubernetes: "1.34", ${facts} }
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

describe("what a component sets under a condition", () => {
  const REUSE = "net.ipv4.vs.conn_reuse_mode";
  const IPVS = `${KUBEADM}, kubeProxy: ipvs`;
  const HARDEN = "net.core.bpf_jit_harden";
  const CALICO = `${KUBEADM}, cni: calico`;
  const RESET_BY_CALICO = ["6:7 reset-by-calico"];

  test.each<[string, string, string, readonly string[]]>([
    ["5.4", IPVS, `${REUSE}: 1`, ["6:7 reset-by-kube-proxy"]],
    ["5.4", IPVS, `${REUSE}: 0`, []],
    ["6.12", IPVS, `${REUSE}: 0`, []],
    ["6.12", IPVS, `${REUSE}: 1`, ["6:7 equals-default"]],
    // With strictARP it sets these; the facts do not say so.
    ["6.12", IPVS, "net.ipv4.conf.all.arp_ignore: 0", []],
    ["6.12", IPVS, "net.ipv4.conf.all.arp_announce: 1", []],
    // Only its eBPF data plane does.
    ["6.12", `${CALICO}, kubeProxy: none`, `${HARDEN}: 2`, RESET_BY_CALICO],
    ["6.12", `${CALICO}, kubeProxy: none`, `${HARDEN}: 0`, []],
    ["6.12", `${CALICO}, kubeProxy: ipvs`, `${HARDEN}: 2`, []],
    ["6.12", CALICO, `${HARDEN}: 2`, []],
    [
      "6.12",
      `${CALICO}, kubeProxy: none`,
      "kernel.unprivileged_bpf_disabled: 2",
      RESET_BY_CALICO,
    ],
    [
      "6.12",
      "distribution: none, cni: calico",
      "net.ipv4.ip_forward: 0",
      RESET_BY_CALICO,
    ],
    // Rules on forwarding report it.
    ["6.12", CALICO, "net.ipv4.ip_forward: 0", []],
    // A cluster with IPv6 has it.
    [
      "6.12",
      `${KUBEADM}, cni: cilium`,
      "net.ipv6.conf.all.disable_ipv6: 0",
      [],
    ],
    [
      "6.12",
      `${KUBEADM}, cni: cilium`,
      "net.core.fb_tunnels_only_for_init_net: 0",
      [],
    ],
  ])("on %s, %s, of %s", (kernel, facts, setting, expected) => {
    expect(found(facts, setting, kernel)).toEqual(expected);
  });
});

test.each([
  ["os: nixos", "2", ["6:7 reset-by-cilium"]],
  ["os: nixos", "0", []],
  // Rules on reverse-path filtering report it.
  ["os: nixos", "1", []],
  ["os: linux", "2", []],
])(
  "Cilium resets rp_filter of all interfaces on %s: %s",
  (facts, value, expected) => {
    expect(
      lineFindings(
        `version: 1
roles:
  a:
    node: { ${facts}, cni: cilium }
    sysctl:
      net.ipv4.conf.all.rp_filter: ${value} # Reason
`,
        (rule) => rule === "reset-by-cilium" || rule === "equals-default",
      ),
    ).toEqual(expected);
  },
);

describe("what the agent of K3s and RKE2 sets", () => {
  const BRIDGE4 = "net.bridge.bridge-nf-call-iptables: 0";
  const BRIDGE6 = "net.bridge.bridge-nf-call-ip6tables: 0";
  const INHERIT = "net.core.devconf_inherit_init_net";
  const RESET = ["6:7 reset-by-k3s"];
  test.each<[string, string, readonly string[]]>([
    ["k3s", BRIDGE4, RESET],
    ["rke2", BRIDGE4, RESET],
    ["k3s", BRIDGE6, RESET],
    ["rke2", BRIDGE6, RESET],
    ["k3s, kubeProxy: none, cni: cilium", BRIDGE6, []],
    ["rke2, kubeProxy: none, cni: cilium", BRIDGE4, []],
    ["k3s, kubeProxy: none, cni: flannel", BRIDGE4, RESET],
    ["k3s, kubeProxy: none, cni: Flannel", BRIDGE4, RESET],
    ["k3s", `${INHERIT}: 2`, RESET],
    ["k3s", `${INHERIT}: 1`, []],
    // In a cluster with IPv6 it is not the default that the line pins.
    ["k3s", `${INHERIT}: 0`, RESET],
    ["kubeadm", `${INHERIT}: 0`, ["6:7 equals-default"]],
    // The rules on forwarding report it.
    ["rke2", "net.ipv4.ip_forward: 0", []],
  ])("%s, of %s", (distribution, setting, expected) => {
    expect(found(`distribution: ${distribution}`, setting)).toEqual(expected);
  });

  test("has its name and its condition in the message", () => {
    const { findings } = compiled(`version: 1
roles:
  a:
    node: { os: linux, distribution: rke2 }
    sysctl:
      ${BRIDGE6} # Reason
`);
    expect(findings.find(({ rule }) => rule === "reset-by-k3s")).toMatchObject({
      message:
        "`net.bridge.bridge-nf-call-ip6tables` is reset to 1 when RKE2 starts in a cluster with IPv6",
    });
  });
});
