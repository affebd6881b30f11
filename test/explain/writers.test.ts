import { describe, expect, test } from "vitest";
import { keyOf, viewOf } from "./explained.js";

const MAX = "net.netfilter.nf_conntrack_max";

/** Who sets a key on a node with these facts, which sets it too. */
function writersOn(key: string, facts: string, rest = ""): readonly string[] {
  const view = viewOf(`version: 1
${rest}roles:
  worker:
    node: { ${facts} }
    sysctl:
      ${key}: 262144 # Room
`);
  const [usage] = keyOf(key, view).spec?.usages ?? [];
  return (usage?.writers ?? []).map(({ who, does }) => `${who} ${does}`);
}

describe("who else sets a key on a node", () => {
  test.each([
    [
      "distribution: k3s, cpus: 4",
      ["K3s would set 131072 without --conntrack-max-per-core=0"],
    ],
    [
      "distribution: kubeadm, cpus: 4",
      ["kube-proxy would set 131072 without --conntrack-max-per-core=0"],
    ],
    [
      "distribution: eks, cpus: 4",
      ["kube-proxy would set 131072 without --conntrack-max-per-core=0"],
    ],
    // Nothing that tunegen writes reaches the flags of this one.
    ["kubeProxy: ipvs, cpus: 4", ["kube-proxy sets 131072 at every start"]],
    ["distribution: eks, kubeProxy: none", []],
    ["distribution: none", []],
  ])("of connection tracking with %s", (facts, expected) => {
    expect(writersOn(MAX, facts)).toEqual(expected);
  });

  test("what the user says of kube-proxy holds wherever it is configured", () => {
    const told = "kubeProxy: { conntrack: { maxPerCore: node } }\n";
    expect(writersOn(MAX, "kubeProxy: ipvs, cpus: 4", told)).toEqual([
      "kube-proxy does not change it, because of --conntrack-max-per-core=0",
    ]);
  });

  test.each([
    [
      "cni: cilium",
      ["Cilium's bandwidth manager raises it to 4096 if it is lower"],
    ],
    ["cni: flannel", []],
  ])("of Cilium's keys with %s", (facts, expected) => {
    const manager = "cilium: { bandwidthManager: { enabled: true } }\n";
    expect(writersOn("net.core.somaxconn", facts, manager)).toEqual(expected);
  });
});
