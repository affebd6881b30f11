import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";

function found(text: string): readonly string[] {
  return compiled(text)
    .findings.filter(({ rule }) => rule === "reaches-no-file")
    .map(
      ({ line, column, message }) => `${line ?? 0}:${column ?? 0} ${message}`,
    );
}

describe("a setting that no target of its node writes", () => {
  test("is found in every section of a role without `os`, at its own place", () => {
    expect(
      found(`version: 1
profiles:
  p:
    why: Storage nodes
    limits: { nofile: 1048576 }
    sysfs: { kernel/mm/transparent_hugepage/enabled: madvise }
    kernelArgs: { mitigations: "off" }
roles:
  w:
    node: { distribution: k3s, kubernetes: "1.34" }
    profiles: [p]
    interrupts: { interfaces: [eth0], rps: all, why: One CPU took all packets }
`),
    ).toEqual([
      "5:15 `limits` of profile `p` reaches no file",
      "6:14 `sysfs` of profile `p` reaches no file",
      "7:19 `kernelArgs` of profile `p` reaches no file",
      "12:5 `interrupts` of role `w` reaches no file",
    ]);
  });

  test("is found where a setting comes to nothing by itself", () => {
    expect(
      found(`version: 1
roles:
  a:
    node: { os: linux }
    limits: { services: [containerd] }
  b:
    node: { os: linux }
    limits: { nofile: 1024, services: [containerd] }
  c:
    node: { os: linux }
    interrupts: { interfaces: [eth0], why: One CPU took all packets }
  d:
    node: { os: linux }
    interrupts: { interfaces: [eth0], rfs: 0, why: One CPU took all packets }
`),
    ).toEqual([
      "5:26 `limits` of role `a` reaches no file",
      "11:5 `interrupts` of role `c` reaches no file",
    ]);
  });

  test("is found where no target configures the node's kube-proxy or kubelet", () => {
    expect(
      found(`version: 1
roles:
  a:
    node: { os: linux, distribution: aks, kubeProxy: none }
    allowedUnsafeSysctls: [net.core.somaxconn]
  b:
    node: { os: linux }
    kubeProxy: { conntrack: { min: 1 } }
  c:
    node: { os: linux, distribution: kubeadm, kubeProxy: none }
    kubeProxy: { conntrack: { min: 1 } }
  d:
    node: { os: linux, distribution: kubeadm }
kubeProxy:
  conntrack:
    min: 524288
`),
    ).toEqual([
      "5:28 `allowedUnsafeSysctls` of role `a` reaches no file",
      "8:31 `kubeProxy` of role `b` reaches no file",
      "11:31 `kubeProxy` of role `c` reaches no file",
    ]);
  });

  test.each([
    ["node: { os: linux, distribution: kubeadm, kubeProxy: none }", 1],
    ["node: { os: linux }", 1],
    ["node: { os: linux, distribution: k3s }", 0],
    ["node: { os: talos, kubeProxy: iptables }", 0],
  ])(
    "is the top's `kubeProxy` where no node runs kube-proxy: %s",
    (node, count) => {
      const top = (accept: string) => `version: 1
roles:
  w: { ${node} }
kubeProxy:
  conntrack:
    maxPerCore: { value: 65536, ${accept} }
    min: 1
`;
      expect(found(top("why: x"))).toEqual(
        Array.from(
          { length: count },
          () => "6:5 `kubeProxy` at the top of the spec reaches no file",
        ),
      );
    },
  );

  test("is the top's `kubeProxy` in a spec without nodes", () => {
    expect(found("version: 1\nkubeProxy: { conntrack: { min: 1 } }\n")).toEqual(
      ["2:27 `kubeProxy` at the top of the spec reaches no file"],
    );
  });

  test("is accepted at the setting, or for the role", () => {
    const spec = (role: string, setting: string): string => `version: 1
roles:
  w:
    why: Plain
    ${role}
    sysctl: { vm.swappiness: ${setting} }
`;
    const accept = "accept: { reaches-no-file: documented only }";
    expect(found(spec("profiles: []", "10"))).toHaveLength(1);
    expect(found(spec(accept, "10"))).toEqual([]);
    expect(found(spec("profiles: []", `{ value: 10, ${accept} }`))).toEqual([]);
  });

  test("is accepted for one setting without the others", () => {
    const accept = "accept: { reaches-no-file: documented only }";
    const spec = (more: string) => `version: 1
roles:
  w:
    why: Plain
    sysctl:
      vm.swappiness: { value: 10, ${accept} }
${more}`;
    expect(found(spec(""))).toEqual([]);
    expect(found(spec("      vm.max_map_count: 262144\n"))).toEqual([
      "7:7 1 setting in `sysctl` of role `w` reaches no file",
    ]);
    expect(
      found(spec("      vm.max_map_count: 262144\n      vm.dirty_ratio: 30\n")),
    ).toEqual(["7:7 2 settings in `sysctl` of role `w` reach no file"]);
  });

  test("is accepted for one of the top's fields without the others", () => {
    expect(
      found(`version: 1
kubeProxy:
  conntrack:
    maxPerCore: { value: 0, accept: { reaches-no-file: documented only } }
    min: 1
`),
    ).toEqual(["5:5 `kubeProxy` at the top of the spec reaches no file"]);
  });

  test("is accepted for a whole profile", () => {
    const spec = (accept: string) => `version: 1
profiles:
  p: { why: Plain, ${accept} sysctl: { vm.swappiness: 10 } }
roles:
  w: { profiles: [p] }
`;
    expect(found(spec(""))).toHaveLength(1);
    expect(
      compiled(spec("accept: { reaches-no-file: documented only },")).findings,
    ).toEqual([]);
  });

  test.each([
    ["os: talos, cpus: 4", "affinity: spread", ["interrupts.affinity"]],
    // Without the number of CPUs, too.
    ["os: talos", "affinity: spread", ["interrupts.affinity"]],
    ["os: talos", "rfs: 32768", ["interrupts.rfs"]],
    ["os: talos, cpus: 4", "rps: all", []],
    ["os: talos, cpus: 4", "affinity: null", []],
    ["os: talos, cpus: 4", "rfs: null", []],
    ["os: linux", "affinity: spread", []],
    ["os: nixos", "rfs: 32768", []],
    ["", "affinity: spread", ["interrupts"]],
  ])(
    "is a field of `interrupts`: with { %s }, %s: %j",
    (facts, field, parts) => {
      expect(
        found(`version: 1
roles:
  w:
    node: { ${facts} }
    interrupts:
      interfaces: [eth0]
      ${field}
`),
      ).toEqual(
        parts.map(
          (part) =>
            `${part === "interrupts" ? "5:5" : "7:7"} \`${part}\` of role \`w\` reaches no file`,
        ),
      );
    },
  );
});
