import { describe, expect, test } from "vitest";
import { effects, linesOf, role } from "./effects.js";

const MAX = "net.netfilter.nf_conntrack_max";
const ESTABLISHED = "net.netfilter.nf_conntrack_tcp_timeout_established";

describe("reset-by-kube-proxy", () => {
  test.each([
    // The larger of 131072 and 32768 per CPU core, in both directions.
    [
      'kubeProxy: iptables, cpus: 4, kubernetes: "1.34"',
      "262144",
      "131,072 entries",
    ],
    ['kubeProxy: iptables, cpus: 8, kubernetes: "1.34"', "262144", undefined],
    [
      'kubeProxy: iptables, cpus: 16, kubernetes: "1.34"',
      "262144",
      "524,288 entries",
    ],
    ["kubeProxy: iptables, cpus: 16", "262144", "524,288 entries"],
    // From 1.22 to 1.28 kube-proxy only raised the value; without a release it may lower it.
    ['kubeProxy: iptables, cpus: 4, kubernetes: "1.28"', "262144", undefined],
    [
      'kubeProxy: iptables, cpus: 4, kubernetes: "1.29"',
      "262144",
      "131,072 entries",
    ],
    ['kubeProxy: iptables, cpus: 4, kubernetes: "1.36"', "262144", undefined],
    ['kubeProxy: iptables, cpus: 4, kubernetes: "1.38"', "262144", undefined],
    ["kubeProxy: iptables, cpus: 4", "262144", undefined],
    // The cap of 1.36.
    [
      'kubeProxy: iptables, cpus: 64, kubernetes: "1.35"',
      "524288",
      "2,097,152 entries",
    ],
    [
      'kubeProxy: iptables, cpus: 64, kubernetes: "1.36"',
      "524288",
      "1,048,576 entries",
    ],
    ["kubeProxy: iptables, cpus: 64", "524288", undefined],
    // Without the number of cores: values that no number of cores gives.
    [
      "kubeProxy: iptables",
      "65536",
      "131,072 entries or more (32,768 per CPU core)",
    ],
    ["kubeProxy: iptables", "262144", undefined],
    [
      'kubeProxy: iptables, kubernetes: "1.34"',
      "1000000",
      "131,072 entries or more (32,768 per CPU core)",
    ],
    // Which component writes, and which is configured not to.
    [
      "distribution: none, kubeProxy: ipvs, cpus: 16",
      "262144",
      "524,288 entries",
    ],
    ["distribution: none, cpus: 16", "262144", undefined],
    ["cpus: 16", "262144", undefined],
    ["distribution: eks, kubeProxy: none, cpus: 16", "262144", undefined],
    ["distribution: eks, cni: cilium, cpus: 16", "262144", undefined],
    ["distribution: k3s, cpus: 4", "262144", undefined],
    ["distribution: rke2, cpus: 4", "262144", undefined],
    ["distribution: kubeadm, cpus: 16", "262144", undefined],
    ["os: talos, distribution: talos, cpus: 4", "262144", undefined],
  ])("with %s, of %s: %s", (facts, value, wanted) => {
    expect(effects(role(facts, [`${MAX}: ${value}`]))).toEqual(
      wanted === undefined
        ? []
        : [
            `6 reset-by-kube-proxy: \`${MAX}\` is reset to ${wanted} when kube-proxy starts`,
          ],
    );
  });

  test.each([
    ["1200", "", "86,400 s"],
    ["86400", "", undefined],
    ["172800", "", undefined],
    ["172800", ', kubernetes: "1.34"', "86,400 s"],
    ["172800", ', kubernetes: "1.37"', "86,400 s"],
    ["172800", ', kubernetes: "1.28"', undefined],
  ])("a timeout of %s%s: %s", (value, kubernetes, wanted) => {
    const text = role(`kubeProxy: iptables${kubernetes}`, [
      `${ESTABLISHED}: ${value}`,
    ]);
    expect(effects(text)).toEqual(
      wanted === undefined
        ? []
        : [
            `6 reset-by-kube-proxy: \`${ESTABLISHED}\` is reset to ${wanted} when kube-proxy starts`,
          ],
    );
  });

  test.each(["node", "0"])(
    "`maxPerCore: %s` states that kube-proxy is configured elsewhere",
    (value) => {
      const rest = `    kubeProxy: { conntrack: { maxPerCore: ${value} } }\n`;
      const facts = 'kubeProxy: iptables, cpus: 4, kubernetes: "1.34"';
      expect(effects(role(facts, [`${MAX}: 262144`], rest))).toEqual([]);
    },
  );

  test("the alias is the same setting", () => {
    const facts = "kubeProxy: iptables, cpus: 16";
    expect(effects(role(facts, ["net.nf_conntrack_max: 262144"]))).toEqual([
      "6 reset-by-kube-proxy: `net.nf_conntrack_max` is reset to 524,288 entries when kube-proxy starts",
    ]);
  });
});

describe("conntrack-min-ignored", () => {
  test.each([
    ["maxPerCore: 0, min: 524288", "0"],
    ["maxPerCore: node, min: 524288", "`node`"],
    ["maxPerCore: 0, min: 0", undefined],
    ["maxPerCore: 0, min: node", undefined],
    ["maxPerCore: 1, min: 524288", undefined],
    ["maxPerCore: 0", undefined],
    ["min: 524288", undefined],
  ])("with { %s }: %s", (fields, value) => {
    const text = `version: 1
roles:
  node:
    node: { distribution: kubeadm }
    kubeProxy: { conntrack: { ${fields} } }
`;
    expect(effects(text)).toEqual(
      value === undefined
        ? []
        : [
            `5 conntrack-min-ignored: \`min\` is ignored because \`maxPerCore\` is ${value}`,
          ],
    );
  });

  test("the two fields may stand at the top of the spec, in a profile or in a host", () => {
    const fields = "kubeProxy: { conntrack: { maxPerCore: 0, min: 9 } }";
    const text = `version: 1
${fields}
profiles:
  p: { ${fields} }
roles:
  node: { node: { distribution: kubeadm }, profiles: [p] }
hosts:
  h: { role: node, ${fields} }
`;
    expect(linesOf("conntrack-min-ignored", effects(text))).toEqual([2, 4, 8]);
  });
});
