import { describe, expect, test } from "vitest";
import { effects, role } from "./effects.js";

const MAX = "net.netfilter.nf_conntrack_max";
const ESTABLISHED = "net.netfilter.nf_conntrack_tcp_timeout_established";

describe("reset-by-kube-proxy", () => {
  test.each([
    // The larger of 131072 and 32768 for each core, in both directions.
    ['distribution: eks, cpus: 4, kubernetes: "1.34"', "262144", "131072"],
    ['distribution: eks, cpus: 8, kubernetes: "1.34"', "262144", undefined],
    ['distribution: eks, cpus: 16, kubernetes: "1.34"', "262144", "524288"],
    ["distribution: eks, cpus: 16", "262144", "524288"],
    // From 1.22 to 1.28 it raised alone; which release this is decides whether it lowers.
    ['distribution: eks, cpus: 4, kubernetes: "1.28"', "262144", undefined],
    ['distribution: eks, cpus: 4, kubernetes: "1.29"', "262144", "131072"],
    ['distribution: eks, cpus: 4, kubernetes: "1.36"', "262144", undefined],
    ['distribution: eks, cpus: 4, kubernetes: "1.38"', "262144", undefined],
    ["distribution: eks, cpus: 4", "262144", undefined],
    // The cap of 1.36.
    ['distribution: eks, cpus: 64, kubernetes: "1.35"', "524288", "2097152"],
    ['distribution: eks, cpus: 64, kubernetes: "1.36"', "524288", "1048576"],
    ["distribution: eks, cpus: 64", "524288", undefined],
    // Without the cores: what no number of them gives.
    [
      "distribution: eks",
      "65536",
      "the larger of 131072 and 32768 for each core",
    ],
    ["distribution: eks", "262144", undefined],
    [
      'distribution: eks, kubernetes: "1.34"',
      "1000000",
      "the larger of 131072 and 32768 for each core",
    ],
    // Who writes, and who is told not to.
    ["distribution: none, kubeProxy: ipvs, cpus: 16", "262144", "524288"],
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
            `6 reset-by-kube-proxy: \`${MAX}\` is overwritten with ${wanted} when kube-proxy starts`,
          ],
    );
  });

  test.each([
    ["1200", "", "86400"],
    ["86400", "", undefined],
    ["172800", "", undefined],
    ["172800", ', kubernetes: "1.34"', "86400"],
    ["172800", ', kubernetes: "1.37"', "86400"],
    ["172800", ', kubernetes: "1.28"', undefined],
  ])("a timeout of %s%s: %s", (value, kubernetes, wanted) => {
    const text = role(`distribution: eks${kubernetes}`, [
      `${ESTABLISHED}: ${value}`,
    ]);
    expect(effects(text)).toEqual(
      wanted === undefined
        ? []
        : [
            `6 reset-by-kube-proxy: \`${ESTABLISHED}\` is overwritten with ${wanted} when kube-proxy starts`,
          ],
    );
  });

  test.each(["node", "0"])(
    "`maxPerCore: %s` says that kube-proxy is told elsewhere",
    (value) => {
      const rest = `    kubeProxy: { conntrack: { maxPerCore: ${value} } }\n`;
      const facts = 'distribution: eks, cpus: 4, kubernetes: "1.34"';
      expect(effects(role(facts, [`${MAX}: 262144`], rest))).toEqual([]);
    },
  );

  test("the alias is the same number", () => {
    const facts = "distribution: eks, cpus: 16";
    expect(effects(role(facts, ["net.nf_conntrack_max: 262144"]))).toEqual([
      "6 reset-by-kube-proxy: `net.nf_conntrack_max` is overwritten with 524288 when kube-proxy starts",
    ]);
  });
});
