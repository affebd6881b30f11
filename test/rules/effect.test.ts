import { describe, expect, test } from "vitest";
import { effects, linesOf, role } from "./effects.js";

describe("no-effect", () => {
  test.each([
    ["", "net.ipv4.route.gc_thresh: 1024", true],
    ["", "net.ipv4.route.gc_min_interval_ms: 100", true],
    ["", "net.ipv4.tcp_low_latency: 1", true],
    ["", "net.ipv4.tcp_fack: 1", true],
    ["", "net.ipv4.ipfrag_secret_interval: 60", true],
    ["", "net.ipv4.route.gc_timeout: null", false],
    ["", "net.ipv4.route.min_pmtu: 1000", false],
    ["", "net.ipv4.route.error_cost: 100", false],
    // Without effect from 6.3 on: without a kernel there is no finding.
    ["", "net.ipv6.route.max_size: 16384", false],
    ['kernel: "6.1"', "net.ipv6.route.max_size: 16384", false],
    ['kernel: "6.12"', "net.ipv6.route.max_size: 16384", true],
  ])("with %s, of %s: %s", (facts, setting, isFound) => {
    const [finding, ...more] = effects(role(facts, [setting]));
    expect(more).toEqual([]);
    expect(finding?.startsWith("6 no-effect")).toBe(isFound ? true : undefined);
  });
});

describe("alias-twice", () => {
  test.each([
    ["net.ipv4.ip_forward: 1", "net.ipv4.conf.all.forwarding: 0", true],
    ["net.ipv4.ip_forward: 1", "net.ipv4.conf.all.forwarding: 1", false],
    [
      "net.ipv4.neigh.default.base_reachable_time: 40",
      "net.ipv4.neigh.default.base_reachable_time_ms: 40000",
      false,
    ],
    [
      "net.ipv6.neigh.default.base_reachable_time: 40",
      "net.ipv6.neigh.default.base_reachable_time_ms: 30001",
      true,
    ],
    [
      "net.ipv4.neigh.default.retrans_time: 50",
      "net.ipv4.neigh.default.retrans_time_ms: 500",
      false,
    ],
    [
      "net.ipv4.neigh.default.unres_qlen: 200",
      "net.ipv4.neigh.default.unres_qlen_bytes: 300000",
      true,
    ],
    ["net.ipv4.neigh.eth0.base_reachable_time: 9", "vm.swappiness: 9", false],
    // Of another table.
    [
      "net.ipv4.neigh.default.retrans_time: 50",
      "net.ipv6.neigh.default.retrans_time_ms: 900",
      false,
    ],
  ])("of %s and %s: %s", (first, second, isFound) => {
    const found = effects(role("", [first, second]));
    expect(linesOf("alias-twice", found)).toHaveLength(isFound ? 1 : 0);
  });
});

describe("reset-by-k3s", () => {
  const BRIDGE = "net.bridge.bridge-nf-call-iptables";
  test.each([
    ["distribution: k3s", "0", true],
    ["distribution: k3s", "1", false],
    ["distribution: k3s, kubeProxy: none, cni: flannel", "0", true],
    ["distribution: k3s, kubeProxy: none", "0", false],
    ["distribution: k3s, kubeProxy: iptables, cni: cilium", "0", true],
    ["distribution: kubeadm", "0", false],
    ["", "0", false],
  ])("with %s, of %s: %s", (facts, value, isFound) => {
    expect(effects(role(facts, [`${BRIDGE}: ${value}`]))).toEqual(
      isFound
        ? [`6 reset-by-k3s: \`${BRIDGE}\` is reset to 1 when K3s starts`]
        : [],
    );
  });
});

describe("the kubelet's six", () => {
  test.each([
    ["distribution: k3s", "kernel.panic: 5", "reset-by-kubelet"],
    ["distribution: eks", "vm.panic_on_oom: 1", "refused-by-kubelet"],
    [
      "distribution: eks, protectKernelDefaults: false",
      "vm.panic_on_oom: 1",
      "reset-by-kubelet",
    ],
    [
      "distribution: rke2, protectKernelDefaults: false",
      "vm.overcommit_memory: 2",
      "reset-by-kubelet",
    ],
    [
      "distribution: rke2, protectKernelDefaults: true",
      "vm.overcommit_memory: 2",
      "refused-by-kubelet",
    ],
    ["os: talos", "kernel.keys.root_maxkeys: 2000000", "refused-by-kubelet"],
    ["os: talos", "kernel.keys.root_maxkeys: 1000000", undefined],
    ["distribution: none", "kernel.panic: 5", undefined],
    ["", "kernel.panic: 5", undefined],
    ["protectKernelDefaults: true", "kernel.panic: 5", undefined],
  ])("with %s, of %s: %s", (facts, setting, rule) => {
    const found = effects(role(facts, [setting]));
    expect(found.map((line) => line.replace(/:.*/u, ""))).toEqual(
      rule === undefined ? [] : [`6 ${rule}`],
    );
  });
});

describe("reset-by-cilium", () => {
  const cilium = (values: string) =>
    `cilium: { bandwidthManager: { ${values} } }\n`;
  test.each([
    ["enabled: true", "net.core.somaxconn: 4095", "4096"],
    ["enabled: true", "net.core.somaxconn: 4097", undefined],
    ["enabled: true", "net.core.netdev_max_backlog: 999", "1000"],
    ["enabled: true", "net.ipv4.tcp_congestion_control: bbr", "cubic"],
    [
      "enabled: true, bbr: true",
      "net.ipv4.tcp_congestion_control: bbr",
      undefined,
    ],
    [
      "enabled: true, bbr: true",
      "net.ipv4.tcp_congestion_control: cubic",
      "bbr",
    ],
    ["enabled: true, bbr: true", "net.ipv4.tcp_slow_start_after_idle: 2", "0"],
    ["enabled: true", "net.ipv4.tcp_slow_start_after_idle: 2", undefined],
    ["enabled: false", "net.core.default_qdisc: cake", undefined],
  ])("with %s, of %s: %s", (values, setting, wanted) => {
    const found = effects(role("cni: cilium", [setting], cilium(values)));
    expect(found.map((line) => /reset to (\S+) when/u.exec(line)?.[1])).toEqual(
      wanted === undefined ? [] : [wanted],
    );
  });

  test.each(["", "cni: flannel"])("not with %s", (facts) => {
    const text = role(
      facts,
      ["net.core.default_qdisc: cake"],
      cilium("enabled: true"),
    );
    expect(effects(text)).toEqual([]);
  });
});

describe("interface-at-boot", () => {
  test.each([
    ["os: linux", "net.ipv4.conf.wg0.rp_filter: 2", true],
    ["os: linux", "net/ipv4/conf/bond0.30/rp_filter: 2", true],
    ["os: talos", "net.ipv6.conf.eth0.accept_ra: 2", false],
    ["os: nixos", "net.ipv4.neigh.wg0.app_solicit: 2", false],
    ["os: nixos", "net.mpls.conf.eth0.input: 1", true],
    ["", "net.ipv4.conf.wg0.rp_filter: 2", false],
    ["os: linux", "net.ipv4.conf.all.rp_filter: 2", false],
    ["os: linux", "net.ipv4.conf.default.rp_filter: 2", false],
    ["os: linux", "net.ipv4.conf.lo.rp_filter: 2", false],
    ["os: linux", '"net.ipv4.conf.*.rp_filter": 2', false],
    ["os: linux", "net.ipv4.conf.wg0.rp_filter: null", false],
  ])("with %s, of %s: %s", (facts, setting, isFound) => {
    expect(
      linesOf("interface-at-boot", effects(role(facts, [setting]))),
    ).toHaveLength(isFound ? 1 : 0);
  });
});
