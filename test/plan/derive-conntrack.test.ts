import { describe, expect, test } from "vitest";
import { compiled, found, nodeOf, planOf } from "../support/compile.js";

const MAX = "net.netfilter.nf_conntrack_max";
const ESTABLISHED = "net.netfilter.nf_conntrack_tcp_timeout_established";
const CLOSE_WAIT = "net.netfilter.nf_conntrack_tcp_timeout_close_wait";

/** A role with facts, with sysctls and with what it says of kube-proxy. */
function role(facts: string, sysctls: string, conntrack = ""): string {
  return `version: 1
roles:
  node:
    node: { ${facts} }
    sysctl: { ${sysctls} }
    kubeProxy: { conntrack: { ${conntrack} } }
`;
}

/** The flags of the role `node`, as kube-proxy's configuration calls them. */
function flags(text: string): readonly string[] {
  return nodeOf(planOf(text), "node").settings.kubeProxy.map(
    ({ id: field, value }) => `${field}=${value}`,
  );
}

const TIMEOUTS = ["tcpEstablishedTimeout=0s", "tcpCloseWaitTimeout=0s"];
const ALL = ["maxPerCore=0", ...TIMEOUTS];

describe("what keeps the node's values alive", () => {
  test.each([
    // K3s writes all three at every start, and reads kube-proxy's flags for it.
    ["distribution: k3s", `${MAX}: 262144`, ALL],
    ["distribution: k3s", "net.nf_conntrack_max: 262144", ALL],
    // The size of the table stays K3s' own where the node does not set it: left to the kernel it would shrink.
    ["distribution: k3s", `${ESTABLISHED}: 7200`, TIMEOUTS],
    ["distribution: k3s", `${CLOSE_WAIT}: 60`, TIMEOUTS],
    ["distribution: k3s", `${CLOSE_WAIT}: 60, ${MAX}: 262144`, ALL],
    ["distribution: k3s", `${MAX}: null`, []],
    ["distribution: k3s", "vm.swappiness: 10", []],
    // K3s' agent does so without kube-proxy too.
    ["distribution: k3s, kubeProxy: none", `${MAX}: 262144`, ALL],
    // Talos passes conntrack-max-per-core=0 itself.
    ["os: talos", `${MAX}: 262144`, []],
    ["os: talos", `${ESTABLISHED}: 7200`, ["tcpEstablishedTimeout=0s"]],
    ["os: talos, kubeProxy: none", `${ESTABLISHED}: 7200`, []],
    ["distribution: kubeadm", `${MAX}: 262144`, ["maxPerCore=0"]],
    ["distribution: kubeadm, kubeProxy: none", `${MAX}: 262144`, []],
    ["distribution: none, kubeProxy: ipvs", `${MAX}: 262144`, ["maxPerCore=0"]],
    ["distribution: none", `${MAX}: 262144`, []],
    ["", `${MAX}: 262144`, []],
  ])("with %s and %s: %j", (facts, sysctls, expected) => {
    expect(flags(role(facts, sysctls))).toEqual(expected);
  });

  test("a floor that the kernel's default reaches is kept too", () => {
    const facts = 'distribution: k3s, kernel: "6.12", memory: 16GiB, cpus: 4';
    expect(flags(role(facts, `${MAX}: { atLeast: 262144 }`))).toEqual(ALL);
  });

  test("each flag names its cause", () => {
    const {
      settings: { kubeProxy },
    } = nodeOf(planOf(role("distribution: k3s", `${MAX}: 262144`)), "node");
    expect(kubeProxy.map(({ because }) => because)).toEqual([
      [MAX],
      [MAX, ESTABLISHED],
      [MAX, CLOSE_WAIT],
    ]);
    expect(kubeProxy.map(({ why }) => why.join(" "))).toEqual([
      "",
      expect.stringContaining("5 days"),
      expect.stringContaining("60 s"),
    ]);
  });

  test("the three flags are in K3s' file and in the NixOS module", () => {
    const text = role(
      "os: nixos, distribution: k3s, kubeProxy: iptables, cpus: 4",
      `${MAX}: 262144, net.netfilter.nf_conntrack_tcp_timeout_time_wait: 120`,
    );
    const { files } = compiled(text);
    const carriers = files.filter(({ path }) => /k3s\/|nixos\//u.test(path));
    expect(carriers).toHaveLength(2);
    for (const file of carriers) {
      expect(file.text).toContain('- "conntrack-max-per-core=0"');
      expect(file.text).toContain('- "conntrack-tcp-timeout-established=0s"');
      expect(file.text).toContain('- "conntrack-tcp-timeout-close-wait=0s"');
    }
  });
});

describe("what is written wins over what is derived", () => {
  test.each([
    [
      `${MAX}: 262144`,
      "tcpEstablishedTimeout: 24h",
      [
        "maxPerCore=0",
        "tcpEstablishedTimeout=24h0m0s",
        "tcpCloseWaitTimeout=0s",
      ],
    ],
    [`${MAX}: 262144`, "maxPerCore: node", ALL],
    // The same in kube-proxy's own words.
    [`${MAX}: 262144`, "maxPerCore: 0", ALL],
    [`${ESTABLISHED}: 7200`, "tcpEstablishedTimeout: 0s", TIMEOUTS],
    ["vm.swappiness: 10", "maxPerCore: 65536", ["maxPerCore=65536"]],
  ])("%s beside %s", (sysctls, conntrack, expected) => {
    expect(flags(role("distribution: k3s", sysctls, conntrack))).toEqual(
      expected,
    );
  });

  test.each([
    [`${MAX}: 262144`, "maxPerCore: 65536"],
    [`${MAX}: 262144`, "min: 262144"],
    ["net.nf_conntrack_max: 262144", "maxPerCore: 65536"],
    [`${ESTABLISHED}: 7200`, "tcpEstablishedTimeout: 2h"],
  ])("%s beside %s is one number with two owners", (sysctls, conntrack) => {
    expect(found(role("distribution: k3s", sysctls, conntrack))).toEqual([
      "6:31 two-owners",
    ]);
  });

  test("the spec's top does not speak for a K3s without kube-proxy", () => {
    const text = `${role("distribution: k3s, kubeProxy: none", `${MAX}: 262144`)}kubeProxy: { conntrack: { tcpEstablishedTimeout: 2h } }
`;
    expect(flags(text)).toEqual(ALL);
  });
});
