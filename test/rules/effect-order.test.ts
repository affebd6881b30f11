import { describe, expect, test } from "vitest";
import { effects, linesOf, reaches, role } from "./effects.js";

describe("forwarding-missing", () => {
  const spec = (facts: string, rest = "", hosts = ""): string => `version: 1
roles:
  worker:
    node: { ${facts} }
${rest}hosts:
  raccoon00: { role: worker${hosts} }
`;
  const found =
    "3 forwarding-missing: role `worker` does not set `net.ipv4.conf.all.forwarding`, so NixOS sets it to 0";

  test.each([
    ["os: nixos, distribution: k3s", "", [found]],
    ["os: nixos, distribution: kubeadm", "", [found]],
    ["os: nixos, distribution: none", "", []],
    ["os: nixos", "", []],
    ["os: linux, distribution: k3s", "", []],
    [
      "os: nixos, distribution: k3s",
      "    sysctl: { net.ipv4.ip_forward: 1 }\n",
      [],
    ],
    // A pattern does not reach the key: NixOS names it, and names take precedence over patterns.
    [
      "os: nixos, distribution: k3s",
      '    sysctl: { "net.ipv4.conf.*.forwarding": 1 }\n',
      [found],
    ],
  ])("with %s%s", (facts, rest, expected) => {
    expect(effects(spec(facts, rest))).toEqual(expected);
  });

  const off = (note = ""): readonly string[] => [
    `3 forwarding-missing: role \`worker\` does not set \`net.ipv4.ip_forward\`, which is 0 by default${note}`,
  ];

  test.each([
    ["distribution: kubeadm, distro: debian-13", "", off()],
    ["distribution: kubeadm", "", off(" (Flatcar has 1)")],
    ["distribution: kubeadm, cni: cilium, distro: rhel-9", "", off()],
    ["kubeProxy: nftables, distro: debian-13", "", off()],
    ["cni: flannel, distro: debian-13", "", off()],
    // Somebody enables it.
    ["distribution: kubeadm, distro: flatcar", "", []],
    ["distribution: kubeadm, cni: calico", "", []],
    ["distribution: kubeadm, kubeProxy: ipvs", "", []],
    ["distribution: rke2, distro: debian-13", "", []],
    ["distribution: eks, distro: al2023", "", []],
    ["distribution: eks, distro: ubuntu-24.04", "", []],
    // It does not run Kubernetes, as far as the facts say.
    ["distribution: none, distro: debian-13", "", []],
    ["kubeProxy: none, distro: debian-13", "", []],
    ["distro: debian-13", "", []],
    [
      "distribution: kubeadm",
      "    sysctl: { net.ipv4.conf.all.forwarding: 1 }\n",
      [],
    ],
  ])("on Linux with %s%s", (facts, rest, expected) => {
    expect(effects(spec(`os: linux, ${facts}`, rest))).toEqual(expected);
  });

  test("the operating system is not stated", () => {
    expect(effects(spec("distribution: kubeadm"))).toEqual([]);
  });

  test("a host has no second finding for what its role does not set", () => {
    const hosts = ", sysctl: { vm.swappiness: 10 }";
    expect(effects(spec("os: nixos, distribution: k3s", "", hosts))).toEqual([
      found,
    ]);
  });

  test("the finding of a role names each host that misses it, also with settings of its own", () => {
    const text = `version: 1
node: { os: nixos, distribution: k3s }
roles:
  worker: {}
hosts:
  n1: { role: worker }
  n2: { role: worker, sysctl: { vm.swappiness: 10 } }
  n3: { role: worker, sysctl: { net.ipv4.conf.all.forwarding: 1 } }
  n4: { role: worker, node: { os: linux, distribution: kubeadm } }
`;
    expect(reaches(text)).toEqual([["worker", "n1", "n2"], ["n4"]]);
  });

  test("a host with another operating system than its role has a finding of its own", () => {
    const hosts = ", node: { os: nixos }";
    expect(effects(spec("os: linux, distribution: k3s", "", hosts))).toEqual([
      "6 forwarding-missing: host `raccoon00` does not set `net.ipv4.conf.all.forwarding`, so NixOS sets it to 0",
    ]);
  });
});

describe("order-dependent", () => {
  test.each([
    ["os: talos", ["vm.overcommit_kbytes: 9", "vm.overcommit_ratio: 9"], [7]],
    ["os: talos", ["vm.overcommit_kbytes: 0", "vm.overcommit_ratio: 9"], []],
    [
      "os: talos",
      ["net.ipv4.ip_forward: 1", "net.ipv4.conf.all.accept_redirects: 1"],
      [7],
    ],
    // The value that forwarding leaves is the one in the spec.
    [
      "os: talos",
      ["net.ipv4.ip_forward: 1", "net.ipv4.conf.all.accept_redirects: 0"],
      [],
    ],
    // Talos' own ip_forward comes last.
    ["os: talos", ["net.ipv4.conf.all.accept_redirects: 1"], [6]],
    [
      "os: talos",
      ["net.ipv6.conf.all.disable_ipv6: 1", "net.ipv6.conf.lo.disable_ipv6: 0"],
      [7],
    ],
    [
      "os: talos",
      ["net.ipv6.conf.all.disable_ipv6: 1", "net.ipv6.conf.lo.disable_ipv6: 1"],
      [],
    ],
    [
      "os: talos",
      [
        "net.ipv4.ip_local_port_range: [900, 60000]",
        "net.ipv4.ip_unprivileged_port_start: 800",
      ],
      [6],
    ],
    // 1024 is the first port that the kernel allows at boot.
    [
      "os: talos",
      [
        "net.ipv4.ip_local_port_range: [1023, 60000]",
        "net.ipv4.ip_unprivileged_port_start: 1023",
      ],
      [6],
    ],
    [
      "os: talos",
      [
        "net.ipv4.ip_local_port_range: [1024, 60000]",
        "net.ipv4.ip_unprivileged_port_start: 1000",
      ],
      [],
    ],
    // Their files are written in an order in which all of them take effect.
    [
      "os: nixos",
      ["net.ipv4.ip_forward: 1", "net.ipv4.conf.all.accept_redirects: 1"],
      [],
    ],
    [
      "",
      ["net.ipv4.conf.all.accept_redirects: 1", "net.ipv4.ip_forward: 1"],
      [],
    ],
  ])("with %s, of %j: lines %j", (facts, settings, lines) => {
    const found = effects(role(facts, settings));
    expect(linesOf("order-dependent", found)).toEqual(lines);
  });
});
