import { expect, test } from "vitest";
import { lineFindings } from "../rules/line-findings.js";
import { compiled, found } from "../support/compile.js";

/** The facts of a node, a sysctl in line 6, and what follows. */
function spec(facts: string, sysctl: string, proxy: string): string {
  return `version: 1
roles:
  a:
    node: { os: linux, kernel: "6.12", ${facts} }
    sysctl:
      ${sysctl} # Reason
    kubeProxy:
      ${proxy} # Reason
`;
}

const strict = "ipvs: { strictARP: true }";
const local = (value: string) => `iptables: { localhostNodePorts: ${value} }`;
const LOCALNET = "net.ipv4.conf.all.route_localnet";
const ARP = "net.ipv4.conf.all.arp_ignore";
const ANNOUNCE = "net.ipv4.conf.all.arp_announce";
const KUBEADM = "distribution: kubeadm";

const rules = (rule: string): boolean =>
  ["reset-by-kube-proxy", "reaches-no-file", "equals-default"].includes(rule);

test.each<[string, string, string, readonly string[]]>([
  [
    `${KUBEADM}, kubeProxy: ipvs`,
    `${ARP}: 0`,
    strict,
    ["6:7 reset-by-kube-proxy"],
  ],
  [
    `${KUBEADM}, kubeProxy: ipvs`,
    `${ANNOUNCE}: 1`,
    strict,
    ["6:7 reset-by-kube-proxy"],
  ],
  [`${KUBEADM}, kubeProxy: ipvs`, `${ANNOUNCE}: 2`, strict, []],
  [
    `${KUBEADM}, kubeProxy: ipvs`,
    `${ARP}: 2`,
    "ipvs: { strictARP: false }",
    ["8:15 equals-default"],
  ],
  [
    `${KUBEADM}, kubeProxy: iptables`,
    `${LOCALNET}: 0`,
    local("false"),
    ["6:7 equals-default"],
  ],
  [
    `${KUBEADM}, kubeProxy: iptables`,
    `${LOCALNET}: 0`,
    local("node"),
    ["6:7 equals-default"],
  ],
  [
    `${KUBEADM}, kubeProxy: iptables`,
    `${LOCALNET}: 0`,
    local("true"),
    ["6:7 reset-by-kube-proxy", "8:19 equals-default"],
  ],
  [
    "distribution: k3s, kubeProxy: nftables",
    "vm.swappiness: 10",
    strict,
    ["8:15 reaches-no-file"],
  ],
  [
    "distribution: k3s, kubeProxy: none",
    "vm.swappiness: 10",
    strict,
    ["8:15 reaches-no-file"],
  ],
  ["distribution: k3s", "vm.swappiness: 10", strict, []],
])("%s, %s and %s", (facts, sysctl, proxy, expected) => {
  expect(lineFindings(spec(facts, sysctl, proxy), rules)).toEqual(expected);
});

test("a mode that no node runs in is named", () => {
  const { findings } = compiled(
    spec("distribution: k3s, kubeProxy: nftables", "vm.swappiness: 10", strict),
  );
  expect(findings.find(({ rule }) => rule === "reaches-no-file")?.why).toBe(
    "kube-proxy reads `ipvs` only in the mode of that name, and runs in the mode nftables",
  );
});

test("kube-proxy before 1.26 has no localhostNodePorts", () => {
  const facts = 'distribution: k3s, kubeProxy: iptables, kubernetes: "1.25"';
  expect(found(spec(facts, "vm.swappiness: 10", local("false")))).toEqual([
    "8:19 key-not-yet",
  ]);
});

test.each(["1", "yes", "30s"])("strictARP: %s is an error", (value) => {
  expect(
    found(spec(KUBEADM, "vm.swappiness: 10", `ipvs: { strictARP: ${value} }`)),
  ).toEqual(["8:26 wrong-kind"]);
});
