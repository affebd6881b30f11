import { describe, expect, test } from "vitest";
import { errorsOf, found, nodeOf, planOf } from "../support/compile.js";

/** kube-proxy's settings on a node, as flags take them; those derived are named after what needs them. */
function conntrack(text: string, name: string): readonly string[] {
  return nodeOf(planOf(text), name).settings.kubeProxy.map(
    ({ id: field, value, because }) =>
      `${field}=${value}${because.length === 0 ? "" : ` for ${because.join(", ")}`}`,
  );
}

const k3s = "node: { os: nixos, distribution: k3s }";

describe("who says it", () => {
  const spec = `version: 1
kubeProxy: { conntrack: { maxPerCore: 1, min: 5, tcpEstablishedTimeout: 1h } }
profiles:
  p: { kubeProxy: { conntrack: { maxPerCore: 2 } } }
roles:
  top: { ${k3s} }
  profile: { ${k3s}, profiles: [p] }
  own: { ${k3s}, profiles: [p], kubeProxy: { conntrack: { maxPerCore: 3, min: null } } }
  none: { node: { os: linux, distribution: kubeadm, kubeProxy: none }, profiles: [p] }
  no-cluster: { node: { os: linux, distribution: none }, profiles: [p] }
  unknown: { node: { os: linux } }
hosts:
  host: { role: own, kubeProxy: { conntrack: { maxPerCore: 4 } } }
  same: { role: own }
`;

  test.each([
    ["top", "maxPerCore=1"],
    ["profile", "maxPerCore=2"],
    ["own", "maxPerCore=3"],
    ["host", "maxPerCore=4"],
    ["same", "maxPerCore=3"],
  ])("%s: %s", (name, first) => {
    expect(conntrack(spec, name)).toEqual([
      first,
      "min=5",
      "tcpEstablishedTimeout=1h0m0s",
    ]);
  });

  test.each(["none", "no-cluster", "unknown"])(
    "%s: nothing without kube-proxy",
    (name) => {
      expect(conntrack(spec, name)).toEqual([]);
    },
  );
});

describe("two profiles", () => {
  const spec = (one: string, other: string): string => `version: 1
profiles:
  one: { kubeProxy: { conntrack: { ${one} } } }
  other: { kubeProxy: { conntrack: { ${other} } } }
roles: { r: { ${k3s}, profiles: [one, other] } }
`;

  test.each([
    ["maxPerCore: 1", "maxPerCore: 2"],
    ["tcpBeLiberal: true", "tcpBeLiberal: false"],
    ["udpTimeout: 30s", "udpTimeout: 31s"],
  ])("that differ: %s, %s", (one, other) => {
    expect(found(spec(one, other))).toEqual(["4:38 conflict"]);
  });

  test.each([
    ["maxPerCore: 5", 'maxPerCore: "5"'],
    ["maxPerCore: 0", "maxPerCore: node"],
    ["udpTimeout: 1h", "udpTimeout: 60m"],
    ["udpTimeout: 90", "udpTimeout: 1m30s"],
    ["tcpBeLiberal: true", 'tcpBeLiberal: "true"'],
    ["udpTimeout: 1h", "udpTimeout: { value: 3600, why: x }"],
  ])("that are equal in different spelling: %s, %s", (one, other) => {
    expect(found(spec(one, other))).toEqual([]);
  });

  test("that differ are settled by the role", () => {
    const text = spec("min: 1", "min: 2").replace(
      "profiles: [one",
      "kubeProxy: { conntrack: { min: 3 } }, profiles: [one",
    );
    expect(found(text)).toEqual([]);
    expect(conntrack(text, "r")).toEqual(["min=3"]);
  });

  test("the conflict names both lines", () => {
    const [finding] = errorsOf(spec("min: 1", "min: 2"));
    expect(finding).toMatchObject({
      line: 4,
      column: 38,
      message:
        "profile `other` sets kube-proxy's `min` to 2, but profile `one` sets it to 1",
      related: [{ line: 3, column: 36 }],
    });
  });
});

describe("values", () => {
  const spec = (field: string): string =>
    `version: 1\nroles: { r: { ${k3s}, kubeProxy: { conntrack: { ${field} } } } }\n`;

  test.each([
    ["maxPerCore: 32768", "maxPerCore=32768"],
    ["maxPerCore: 0", "maxPerCore=0"],
    ["maxPerCore: node", "maxPerCore=0"],
    ["min: 131072", "min=131072"],
    ["tcpEstablishedTimeout: 24h", "tcpEstablishedTimeout=24h0m0s"],
    ["tcpEstablishedTimeout: 1d", "tcpEstablishedTimeout=24h0m0s"],
    ["tcpCloseWaitTimeout: 90", "tcpCloseWaitTimeout=1m30s"],
    ["tcpCloseWaitTimeout: 0", "tcpCloseWaitTimeout=0s"],
    ["tcpCloseWaitTimeout: node", "tcpCloseWaitTimeout=0s"],
    ["udpTimeout: 59s", "udpTimeout=59s"],
    ["udpStreamTimeout: 1.5h", "udpStreamTimeout=1h30m0s"],
    ["tcpBeLiberal: true", "tcpBeLiberal=true"],
    ["tcpBeLiberal: node", "tcpBeLiberal=false"],
  ])("%s", (written, flag) => {
    expect(conntrack(spec(written), "r")).toEqual([flag]);
  });

  test("null and nothing are as good as absent", () => {
    expect(conntrack(spec("min: null, maxPerCore: "), "r")).toEqual([]);
  });

  test.each([
    "min: -1",
    "min: 1.5",
    "min: 2147483648",
    "min: 16MiB",
    "min: 1m",
    "min: true",
    "min: 010",
    "maxPerCore: x",
    "tcpBeLiberal: 1",
    "tcpBeLiberal: yes",
    "udpTimeout: 30x",
    "udpTimeout: -1s",
    "udpTimeout: 16MiB",
    "udpTimeout: 500ms",
    "udpTimeout: 1.5s",
    "udpTimeout: 2147484",
    "udpTimeout: true",
  ])("%s does not fit", (written) => {
    const column = 82 + written.indexOf(" ");
    expect(found(spec(written))).toEqual([`2:${column} wrong-kind`]);
  });

  test.each(["min: [1]", "min: { value: null }", "min: {}"])(
    "%s has the wrong shape",
    (written) => {
      expect(errorsOf(spec(written))).toMatchObject([{ rule: "wrong-shape" }]);
    },
  );
});

describe("what keeps a sysctl alive", () => {
  const sysctl = `sysctl:
      net.netfilter.nf_conntrack_max: 262144
      net.netfilter.nf_conntrack_tcp_timeout_established: 1h
      net.netfilter.nf_conntrack_tcp_timeout_close_wait: 60
      net.netfilter.nf_conntrack_udp_timeout: 20`;
  const spec = (node: string): string => `version: 1
roles:
  r:
    node: ${node}
    ${sysctl}
`;
  const all = [
    "maxPerCore=0 for net.netfilter.nf_conntrack_max",
    "tcpEstablishedTimeout=0s for net.netfilter.nf_conntrack_tcp_timeout_established",
    "tcpCloseWaitTimeout=0s for net.netfilter.nf_conntrack_tcp_timeout_close_wait",
  ];

  test.each([
    ["{ distribution: k3s }", all],
    ["{ distribution: kubeadm, kubeProxy: ipvs }", all],
    ["{ os: talos }", all.slice(1)],
    ["{ distribution: kubeadm, kubeProxy: none }", []],
    ["{ os: linux }", []],
    ["{ distribution: none }", []],
  ])("%s", (node, expected) => {
    expect(conntrack(spec(node), "r")).toEqual(expected);
  });

  test("nothing for what is left to the kernel", () => {
    expect(
      conntrack(
        `version: 1\nroles: { r: { ${k3s}, sysctl: { net.netfilter.nf_conntrack_max: null } } }\n`,
        "r",
      ),
    ).toEqual([]);
  });
});

describe("one owner for a number", () => {
  const spec = (conntrackField: string, sysctl: string): string => `version: 1
roles:
  r:
    ${k3s}
    kubeProxy: { conntrack: { ${conntrackField} } }
    sysctl: { net.netfilter.nf_conntrack_${sysctl} }
`;

  test.each([
    ["maxPerCore: 1", "max: 262144"],
    ["min: 5", "max: 262144"],
    ["tcpEstablishedTimeout: 1h", "tcp_timeout_established: 1h"],
    ["tcpCloseWaitTimeout: 1h", "tcp_timeout_close_wait: 30"],
    ["tcpBeLiberal: true", "tcp_be_liberal: 1"],
    ["udpTimeout: 30s", "udp_timeout: 30"],
    ["udpStreamTimeout: 30s", "udp_timeout_stream: 30"],
  ])("%s and %s", (field, sysctl) => {
    const [finding, ...others] = errorsOf(spec(field, sysctl));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: "two-owners",
      line: 5,
      column: 31,
      related: [{ line: 6, column: 15 }],
    });
  });

  test.each([
    ["maxPerCore: node", "max: 262144"],
    ["maxPerCore: 0", "max: 262144"],
    ["tcpCloseWaitTimeout: node", "tcp_timeout_close_wait: 30"],
    ["tcpCloseWaitTimeout: 1h", "max: 262144"],
    ["maxPerCore: 0", "max: null"],
  ])("%s and %s are fine", (field, sysctl) => {
    expect(found(spec(field, sysctl))).toEqual([]);
  });

  test("the spec's top and a role's sysctl are two owners too", () => {
    expect(
      found(`version: 1
kubeProxy: { conntrack: { min: 5 } }
roles:
  a: { ${k3s}, sysctl: { net.netfilter.nf_conntrack_max: 1024 } }
  b: { ${k3s}, sysctl: { net.netfilter.nf_conntrack_max: 1024 } }
`),
    ).toEqual(["2:27 two-owners"]);
  });
});
