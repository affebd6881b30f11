import { expect, test } from "vitest";
import { compiled, errorsOf, found } from "../support/compile.js";

/** Two fields of Kubernetes 1.29, in lines 10 and 11. */
function spec(node: string, udp = "30s"): string {
  return `version: 1
roles:
  worker:
    why: Workers
    node: { ${node} }
    sysctl:
      vm.swappiness: 10 # Little swap
kubeProxy:
  conntrack:
    udpTimeout: ${udp} # Short flows
    tcpBeLiberal: true # Late packets
`;
}

const both = ["10:5 key-not-yet", "11:5 key-not-yet"];

test.each([
  ['os: linux, distribution: k3s, kubernetes: "1.28"', both],
  ['os: linux, distribution: rke2, kubernetes: "1.28"', both],
  ['os: linux, distribution: kubeadm, kubernetes: "1.27"', both],
  ['os: linux, distribution: eks, kubernetes: "1.28"', both],
  ['os: linux, kubeProxy: ipvs, kubernetes: "1.28"', both],
  ['os: talos, osVersion: "1.5", kubernetes: "1.28"', both],
  ['os: linux, distribution: k3s, kubernetes: "1.29"', []],
  ['os: linux, distribution: k3s, kubernetes: "1.34"', []],
  ["os: linux, distribution: k3s", []],
])("fields of kube-proxy on %s", (node, expected) => {
  expect(found(spec(node))).toEqual(expected);
});

test.each([
  ["k3s", "K3s exits at start over the unknown flag `--conntrack-udp-timeout`"],
  [
    "rke2",
    "RKE2 exits at start over the unknown flag `--conntrack-udp-timeout`",
  ],
  [
    "kubeadm",
    "kube-proxy ignores an unknown field, with only a line in its log",
  ],
])("the error names the release and what %s would do", (name, consequence) => {
  const [error] = errorsOf(
    spec(`os: linux, distribution: ${name}, kubernetes: "1.28"`),
  );
  expect(error).toMatchObject({
    message: "kube-proxy's `udpTimeout` does not exist yet in Kubernetes 1.28",
    why: `it was added in 1.29; ${consequence}`,
    help: "remove it, or correct the fact `kubernetes` of the node",
  });
});

test("where nobody says how kube-proxy is configured, the error stops there", () => {
  const [error] = errorsOf(
    spec('os: linux, kubeProxy: iptables, kubernetes: "1.28"'),
  );
  expect(error?.why).toBe("it was added in 1.29");
});

test("`node` writes the flag too", () => {
  expect(
    found(spec('os: linux, distribution: k3s, kubernetes: "1.28"', "node")),
  ).toEqual(both);
});

test("one mistake on several nodes is one error", () => {
  const text = `${spec('os: linux, distribution: k3s, kubernetes: "1.28"')}hosts:
  a: { role: worker, node: { cpus: 4 } }
  b: { role: worker, node: { cpus: 8 } }
`;
  expect(found(text)).toEqual(both);
});

const accepted =
  "{ value: 30s, why: Short flows, accept: { key-not-yet: Our build has it } }";

test("a build with a backport is accepted", () => {
  expect(
    found(spec('os: linux, distribution: k3s, kubernetes: "1.28"', accepted)),
  ).toEqual(["11:5 key-not-yet"]);
});

test("an acceptance without a reason to exist is found", () => {
  const rules = (release: string): readonly string[] =>
    compiled(
      spec(`os: linux, distribution: k3s, kubernetes: "${release}"`, accepted),
    ).findings.map(({ rule }) => rule);
  expect(rules("1.28")).not.toContain("accept-unused");
  expect(rules("1.34")).toContain("accept-unused");
});

/** A role whose facts are in line 4, and a host whose facts are in line 8. */
function modeSpec(role: string, host = "cpus: 4"): string {
  return `version: 1
roles:
  worker:
    node: { ${role} }
    sysctl:
      vm.swappiness: 10 # Little swap
hosts:
  a: { role: worker, node: { ${host} } }
  b: { role: worker, node: { ${host} } }
`;
}

test.each([
  [modeSpec('kubeProxy: nftables, kubernetes: "1.28.15"'), ["4:24"]],
  [modeSpec('kubeProxy: nftables, kubernetes: "1.29"'), []],
  [modeSpec('kubeProxy: ipvs, kubernetes: "1.28"'), []],
  [modeSpec("kubeProxy: nftables"), []],
  // The later of the two facts is the mistake.
  [modeSpec('kubernetes: "1.28"', "kubeProxy: nftables"), ["8:41", "9:41"]],
  [modeSpec("kubeProxy: nftables", 'kubernetes: "1.28"'), ["8:42", "9:42"]],
  // A host that corrects the release of its role.
  [
    modeSpec('kubeProxy: nftables, kubernetes: "1.28"', 'kubernetes: "1.33"'),
    ["4:24"],
  ],
])("nftables before Kubernetes 1.29: %#", (text, places) => {
  expect(found(text)).toEqual(
    places.map((place) => `${place} proxy-mode-conflict`),
  );
});

test("the error of a mode says what to write, and where the release is stated", () => {
  const [error] = errorsOf(modeSpec('kubeProxy: nftables, kubernetes: "1.28"'));
  expect(error).toMatchObject({
    message: "kube-proxy of Kubernetes 1.28 has no mode `nftables`",
    why: "the mode was added in 1.29, and kube-proxy exits at start over an unknown one",
    help: "write `iptables` or `ipvs`, or correct the fact `kubernetes`",
    related: [{ message: "`kubernetes` is stated here" }],
  });
});
