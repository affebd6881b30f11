import { describe, expect, test } from "vitest";
import { limitOn } from "../../src/signals/limits.js";
import {
  type NodeAlert,
  saturationSignals,
} from "../../src/signals/registry.js";
import { ciliumMapPressure } from "../../src/signals/cilium.js";
import { enaDrops } from "../../src/signals/connection-tracking.js";
import {
  abortedConnections,
  connectionStates,
  socketMemory,
} from "../../src/signals/sockets.js";
import { nodeOf, planOf } from "../support/compile.js";

function limit(alert: NodeAlert, facts: string, ...settings: string[]) {
  const text = `version: 1
roles:
  r:
    node: { os: linux, kernel: "6.12"${facts} }
${settings.map((each) => `    ${each}\n`).join("")}`;
  return limitOn(saturationSignals[alert], nodeOf(planOf(text), "r"));
}

const set = (...lines: readonly string[]): string =>
  `sysctl: { ${lines.join(", ")} }`;

const GC3 = "net.ipv4.neigh.default.gc_thresh3";
const BUCKETS = "net.ipv4.tcp_max_tw_buckets";
const SYN = "net.ipv4.tcp_max_syn_backlog";

describe("what an alert compares with on a node", () => {
  test.each([
    // A share of nothing is no alert.
    ["neighbour-table", "", set(`${GC3}: 0`), undefined],
    ["neighbour-table", "", set(`${GC3}: 1`), 1n],
    ["neighbour-table", "", set(`${GC3}: null`), undefined],
    ["neighbour-table", "", set("vm.swappiness: 1"), undefined],
    ["time-wait", "", set(`${BUCKETS}: 0`), undefined],
    ["time-wait", "", set(`${BUCKETS}: 1`), 1n],
    // What the spec does not set is the kernel's, if the memory is known.
    ["time-wait", "", set("net.ipv4.tcp_tw_reuse: 1"), undefined],
    ["time-wait", ", memory: 8GiB", set("net.ipv4.tcp_tw_reuse: 1"), 32_768n],
    [
      "time-wait",
      ", memory: 8GiB",
      set("net.ipv4.ip_local_port_range: [1024, 65535]"),
      32_768n,
    ],
    ["time-wait", ", memory: 8GiB", set("vm.swappiness: 1"), undefined],
    // The second field of tcp_mem: the memory at which TCP begins to save.
    ["tcp-memory", "", set("net.ipv4.tcp_mem: [10, 20, 30]"), 20n],
    ["tcp-memory", "", set("net.ipv4.tcp_mem: [0, 0, 30]"), undefined],
    [
      "tcp-memory",
      "",
      set("net.ipv4.tcp_rmem: [4096, 131072, 6291456]"),
      undefined,
    ],
    ["tcp-memory", ", memory: 8GiB", set("vm.swappiness: 1"), undefined],
    ["conntrack-usage", "", set("net.nf_conntrack_max: 9"), "metric"],
    ["conntrack-usage", "", set("net.netfilter.nf_conntrack_max: 9"), "metric"],
    [
      "conntrack-drops",
      "",
      set("net.netfilter.nf_conntrack_udp_timeout: 9"),
      "metric",
    ],
    ["conntrack-usage", "", set("vm.swappiness: 1"), undefined],
    [
      "conntrack-usage",
      ", distribution: kubeadm",
      "kubeProxy: { conntrack: { min: 9 } }",
      "metric",
    ],
    [
      "conntrack-usage",
      ", distribution: kubeadm",
      "kubeProxy: { conntrack: { maxPerCore: 9 } }",
      "metric",
    ],
    [
      "conntrack-usage",
      ", distribution: kubeadm",
      "kubeProxy: { conntrack: { udpTimeout: 9s } }",
      undefined,
    ],
    ["listen-overflows", "", set("net.core.somaxconn: 9"), "metric"],
    ["listen-overflows", "", set(`${SYN}: 9`), "metric"],
    ["listen-drops", "", set("net.core.somaxconn: 9"), "metric"],
    ["listen-drops", "", set(`${SYN}: 9`), "metric"],
    ["listen-drops", "", set("net.core.somaxconn: null"), undefined],
    ["syn-cookies", "", set(`${SYN}: 9`), "metric"],
    ["syn-cookies", "", set("net.core.somaxconn: 9"), undefined],
    [
      "syn-cookies",
      "",
      set(`${SYN}: 9`, "net.ipv4.tcp_syncookies: 1"),
      "metric",
    ],
    [
      "syn-cookies",
      "",
      set(`${SYN}: 9`, "net.ipv4.tcp_syncookies: 0"),
      undefined,
    ],
    [
      "syn-cookies",
      "",
      set(`${SYN}: 9`, "net.ipv4.tcp_syncookies: 2"),
      undefined,
    ],
    ["backlog-drops", "", set("net.core.netdev_max_backlog: 9"), "metric"],
    ["backlog-drops", "", set("net.core.netdev_budget: 9"), "metric"],
    ["backlog-drops", "", set("net.core.netdev_budget_usecs: 8000"), "metric"],
    ["backlog-drops", "", set("net.core.somaxconn: 9"), undefined],
    ["file-descriptors", "", set("fs.file-max: 9"), "metric"],
    ["file-descriptors", "", set("fs.nr_open: 2097152"), undefined],
    [
      "retransmissions",
      "",
      set("net.ipv4.tcp_congestion_control: bbr"),
      "metric",
    ],
    ["retransmissions", "", set("net.core.default_qdisc: fq"), "metric"],
    ["retransmissions", "", set("net.core.rmem_max: 8388608"), "metric"],
    ["retransmissions", "", set("net.core.netdev_max_backlog: 9"), "metric"],
    ["retransmissions", "", set("net.core.somaxconn: 9"), undefined],
    ["retransmissions", "", set("net.ipv4.ip_forward: 1"), undefined],
    [
      "ena-conntrack-drops",
      "",
      set("net.netfilter.nf_conntrack_max: 9"),
      undefined,
    ],
    [
      "ena-conntrack-drops",
      ", distribution: eks",
      set("vm.swappiness: 1"),
      "metric",
    ],
  ] as const)("%s%s, %s: %s", (alert, facts, settings, expected) => {
    expect(limit(alert, facts, settings)).toBe(expected);
  });

  test("tcp_mem of the kernel is computed by the node's memory", () => {
    const found = limit(
      "tcp-memory",
      ", memory: 8GiB",
      set("net.ipv4.tcp_wmem: [4096, 16384, 4194304]"),
    );
    expect(found).toBeGreaterThan(100_000n);
  });
});

describe("the memory that TCP may use, in bytes", () => {
  const most = (facts: string, setting: string) =>
    limitOn(
      socketMemory,
      nodeOf(
        planOf(`version: 1
roles: { r: { node: { os: linux${facts} }, sysctl: { ${setting} } } }
`),
        "r",
      ),
    );
  const TCP_MEM = "net.ipv4.tcp_mem: [10, 20, 30]";

  test.each([
    ["", TCP_MEM, 122_880n],
    [", pageSize: 16KiB", TCP_MEM, 491_520n],
    // Unknown, and so there is no line for it.
    ["", "vm.swappiness: 1", "metric"],
  ])("%s, %s: %s", (facts, setting, expected) => {
    expect(most(facts, setting)).toBe(expected);
  });
});

test("what the spec names is watched on every node", () => {
  const node = nodeOf(
    planOf("version: 1\nroles: { r: { node: { os: linux } } }\n"),
    "r",
  );
  for (const signal of [enaDrops, connectionStates, abortedConnections]) {
    expect(limitOn(signal, node)).toBeUndefined();
    expect(limitOn(signal, node, true)).toBe("metric");
  }
});

test.each([
  ["bpf: { natMax: 600000 }", true],
  ["bandwidthManager: { enabled: true }", false],
])("the spec sizes Cilium's maps with %s: %s", (cilium, expected) => {
  const text = `version: 1
roles: { r: { node: { os: linux, cni: cilium } } }
cilium: { ${cilium} }
`;
  const { cilium: section } = planOf(text);
  expect(section && ciliumMapPressure.tunes(section)).toBe(expected);
});
