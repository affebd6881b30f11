import { describe, expect, test } from "vitest";
import { errorsOf, found } from "../support/compile.js";

const established = "net.netfilter.nf_conntrack_tcp_timeout_established";

describe("kube-proxy's one configuration for a whole cluster", () => {
  test("Talos' roles may not disagree", () => {
    const errors = errorsOf(`version: 1
node: { os: talos, osVersion: "1.11" }
roles:
  control-plane: { sysctl: { ${established}: 1h } }
  worker: {}
  none: { node: { kubeProxy: none } }
hosts:
  canary: { role: control-plane, kubeProxy: { conntrack: { min: 5 } } }
`);
    expect(errors).toMatchObject([
      {
        rule: "proxy-disagreement",
        line: 5,
        column: 3,
        message:
          "role `worker` and role `control-plane` have different kube-proxy settings",
        related: [{ line: 4, column: 3 }],
      },
      { rule: "proxy-disagreement", line: 8, column: 3 },
    ]);
  });

  test.each(["kubeadm", "eks"])("nor %s's", (distribution) => {
    expect(
      found(`version: 1
node: { distribution: ${distribution} }
roles:
  a: { sysctl: { ${established}: 1h } }
  b: {}
`),
    ).toEqual(["5:3 proxy-disagreement"]);
  });

  test.each(["k3s", "rke2", "none"])(
    "%s' nodes each have their own",
    (distribution) => {
      expect(
        found(`version: 1
node: { distribution: ${distribution} }
roles:
  a: { sysctl: { ${established}: 1h } }
  b: {}
`),
      ).toEqual([]);
    },
  );

  test.each([
    [
      "a profile of a role is misspelt",
      "b: { profiles: [al] }",
      "unknown-profile",
    ],
    [
      "a value was not read",
      "b: { profiles: [all], kubeProxy: { conntrack: { min: 1MiB } } }",
      "wrong-kind",
    ],
  ])("nothing is said where %s", (_, role, code) => {
    expect(
      found(`version: 1
node: { distribution: kubeadm }
profiles:
  all: { kubeProxy: { conntrack: { min: 5 } } }
roles:
  a: { profiles: [all] }
  ${role}
`).map((line) => line.split(" ")[1]),
    ).toEqual([code]);
  });

  test("the top settles it", () => {
    expect(
      found(`version: 1
node: { os: talos, osVersion: "1.11" }
kubeProxy: { conntrack: { tcpEstablishedTimeout: node } }
roles:
  a: { sysctl: { ${established}: 1h } }
  b: {}
`),
    ).toEqual([]);
  });

  test("nodes of different distributions have nothing to agree on", () => {
    expect(
      found(`version: 1
roles:
  a: { node: { os: talos, osVersion: "1.11" }, sysctl: { ${established}: 1h } }
  b: { node: { os: linux, distribution: kubeadm } }
  c: { node: { os: nixos, distribution: k3s } }
`),
    ).toEqual([]);
  });
});

describe("patterns", () => {
  const spec = (os: string): string => `version: 1
profiles: { p: { sysctl: { net.ipv4.conf.*.rp_filter: 1 } } }
roles:
  a: { node: { os: ${os} }, profiles: [p] }
  b: { node: { os: ${os} }, profiles: [p] }
`;

  test("Talos takes keys literally, and is told once", () => {
    expect(found(spec("talos"))).toEqual(["2:28 glob-not-possible"]);
  });

  test.each(["linux", "nixos"])("%s expands them", (os) => {
    expect(found(spec(os))).toEqual([]);
  });

  test("one that is left to the kernel is written nowhere", () => {
    expect(
      found(
        spec("talos")
          .replace(
            "{ os: talos }, profiles: [p]",
            "{ os: talos }, profiles: [p], sysctl: { net.ipv4.conf.*.rp_filter: null }",
          )
          .replace(/ {2}b: .*\n/u, ""),
      ),
    ).toEqual([]);
  });
});
