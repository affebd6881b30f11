import { describe, expect, test } from "vitest";
import { lineFindings } from "./line-findings.js";

const pods = (text: string): readonly string[] =>
  lineFindings(text, (rule) => rule.startsWith("pod-"));

/** A role with its facts, and a workload whose sysctls begin on line 8. */
const spec = (node: string, sysctl: string, more = ""): string => `version: 1
roles:
  worker:
    node: ${node}
workloads:
  web:
    sysctl:
      ${sysctl} # Needed
${more}`;

const k3s = "{ os: linux, distribution: k3s }";
const on = (kernel: string): string =>
  `{ os: linux, distribution: k3s, kernel: "${kernel}" }`;

describe("keys that a pod cannot set", () => {
  test.each([
    ["vm.max_map_count: 262144", "pod-not-namespaced"],
    ["fs.file-max: 2097152", "pod-not-namespaced"],
    ["kernel.pid_max: 65536", "pod-not-namespaced"],
    ["kernel.panic: 10", "pod-not-namespaced"],
    ["net.core.netdev_max_backlog: 5000", "pod-no-such-key"],
    ["net.core.default_qdisc: fq", "pod-no-such-key"],
    ["net.ipv4.tcp_mem: [65536, 131072, 262144]", "pod-no-such-key"],
    ["net.ipv4.neigh.default.gc_thresh3: 8192", "pod-no-such-key"],
    ["net.core.rmem_max: 16777216", "pod-read-only-key"],
    ["net.core.wmem_max: 16777216", "pod-read-only-key"],
    ["net.netfilter.nf_conntrack_max: 262144", "pod-read-only-key"],
    ["net.netfilter.nf_hooks_lwtunnel: 1", "pod-node-wide"],
    ["net.ipv4.conf.*.rp_filter: 2", "pod-pattern"],
  ])("%s: %s, whatever the kernel", (sysctl, rule) => {
    expect(pods(spec(k3s, sysctl))).toEqual([`8:7 ${rule}`]);
  });

  test.each([
    "net.core.somaxconn: 32768",
    "net.ipv4.tcp_keepalive_time: 600",
    "net.ipv4.ip_local_port_range: [10000, 65535]",
    "net.ipv4.conf.all.src_valid_mark: 1",
    "net.ipv6.conf.all.disable_ipv6: 1",
    "kernel.shmmax: 68719476736",
    "kernel.sem: [250, 32000, 100, 128]",
    "fs.mqueue.msg_max: 100",
  ])("%s is a pod's own", (sysctl) => {
    expect(pods(spec(k3s, sysctl))).toEqual([]);
  });

  test("the kernel decides: rmem_max does not exist on 6.1, and is visible from 6.12 on", () => {
    const sysctl = "net.core.rmem_max: 16777216";
    expect(pods(spec(on("6.1"), sysctl))).toEqual(["8:7 pod-no-such-key"]);
    expect(pods(spec(on("6.12"), sysctl))).toEqual(["8:7 pod-read-only-key"]);
  });

  test("optmem_max is the node's on 6.1 and namespaced from 6.12 on; without a kernel it is unknown", () => {
    const sysctl = "net.core.optmem_max: 262144";
    expect(pods(spec(on("6.1"), sysctl))).toEqual(["8:7 pod-no-such-key"]);
    expect(pods(spec(on("6.12"), sysctl))).toEqual([]);
    expect(pods(spec(k3s, sysctl))).toEqual([]);
  });

  test("a key that the kernel no longer has", () => {
    const sysctl = "net.netfilter.nf_conntrack_helper: 1";
    expect(pods(spec(on("6.12"), sysctl))).toEqual(["8:7 pod-no-such-key"]);
    expect(pods(spec(on("5.10"), sysctl))).toEqual([]);
  });

  test("one role of several is enough", () => {
    const text = `version: 1
roles:
  new:
    node: { os: linux, distribution: k3s, kernel: "6.12" }
  old:
    node: { os: linux, distribution: k3s, kernel: "6.1" }
workloads:
  web:
    sysctl:
      net.core.optmem_max: 262144 # Control messages
  picky:
    roles: [new]
    sysctl:
      net.core.optmem_max: 262144 # Control messages
`;
    expect(pods(text)).toEqual(["10:7 pod-no-such-key"]);
  });

  test("a host's own kernel is used", () => {
    const text = `${spec(on("6.12"), "net.core.optmem_max: 262144")}hosts:
  old00: { role: worker, node: { kernel: "6.1" } }
`;
    expect(pods(text)).toEqual(["8:7 pod-no-such-key"]);
  });
});

describe("namespaces that are shared with the host", () => {
  test("net keys with hostNetwork, once and by no other rule", () => {
    for (const sysctl of [
      "net.core.somaxconn: 32768",
      "net.core.rmem_max: 16777216",
    ]) {
      expect(pods(spec(k3s, sysctl, "    hostNetwork: true\n"))).toEqual([
        "8:7 pod-host-namespace",
      ]);
    }
  });

  test("IPC keys with hostIPC, and not the other way round", () => {
    const ipc = "kernel.shmmax: 68719476736";
    const net = "net.core.somaxconn: 32768";
    expect(pods(spec(k3s, ipc, "    hostIPC: true\n"))).toEqual([
      "8:7 pod-host-namespace",
    ]);
    expect(pods(spec(k3s, ipc, "    hostNetwork: true\n"))).toEqual([]);
    expect(pods(spec(k3s, net, "    hostIPC: true\n"))).toEqual([]);
  });
});

describe("allow-lists", () => {
  const unsafe = "net.core.somaxconn: 32768";

  test("of AKS", () => {
    const node = "{ os: linux, distribution: aks }";
    expect(pods(spec(node, unsafe))).toEqual(["8:7 pod-allow-list"]);
  });

  test("of nodes without a distribution", () => {
    expect(pods(spec("{ os: linux }", unsafe))).toEqual(["8:7 pod-allow-list"]);
  });

  test.each([
    k3s,
    "{ os: linux, distribution: rke2 }",
    "{ os: linux, distribution: kubeadm }",
    '{ os: talos, osVersion: "1.11" }',
    "{ os: linux, distribution: none }",
  ])("not of %s", (node) => {
    expect(pods(spec(node, unsafe))).toEqual([]);
  });

  test("a release that lets every pod set the key needs none; an unknown release may be one", () => {
    const since129 = "net.ipv4.tcp_keepalive_time: 600";
    const node = (kubernetes: string): string =>
      `{ os: linux, distribution: aks${kubernetes} }`;
    expect(pods(spec(node(', kubernetes: "1.28"'), since129))).toEqual([
      "8:7 pod-allow-list",
    ]);
    expect(pods(spec(node(', kubernetes: "1.29"'), since129))).toEqual([]);
    expect(pods(spec(node(""), since129))).toEqual([]);
    expect(pods(spec(node(""), "net.ipv4.tcp_syncookies: 1"))).toEqual([]);
  });

  test("no finding about allow-lists where the pod fails in any case", () => {
    const node = "{ os: linux, distribution: aks }";
    expect(pods(spec(node, "net.core.rmem_max: 16777216"))).toEqual([
      "8:7 pod-read-only-key",
    ]);
  });

  test("one finding for a setting, whatever the number of roles", () => {
    const text = `version: 1
roles:
  a:
    node: { os: linux, distribution: kubeadm }
  b:
    node: { os: linux, distribution: aks }
  c:
    node: { os: linux, distribution: k3s }
workloads:
  web:
    sysctl:
      net.core.somaxconn: 32768 # Bursts
`;
    expect(pods(text)).toEqual(["12:7 pod-allow-list"]);
  });

  test("accept at the setting silences it", () => {
    const text = spec(
      "{ os: linux, distribution: aks }",
      "net.core.somaxconn: { value: 32768, accept: { pod-allow-list: the image's kubelet has it } }",
    );
    expect(pods(text)).toEqual([]);
  });
});

test("a workload names a role that runs no pods", () => {
  const text = `version: 1
roles:
  gateway:
    node: { os: linux, distribution: none }
  worker:
    node: { os: linux, distribution: k3s }
workloads:
  web:
    roles: [worker, gateway]
  everywhere:
    why: Names no roles, and so does not mean that one
`;
  expect(pods(text)).toEqual(["9:21 pod-role-without-kubelet"]);
});

describe("what pods do not inherit", () => {
  /** The node's setting is on line 6. */
  const node = (
    setting: string,
    workload = "net.ipv4.tcp_syncookies: 1",
    more = "",
  ): string => `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kernel: "6.12", memory: 4GiB }
    sysctl:
      ${setting} # Needed
workloads:
  web:
    sysctl:
      ${workload} # Needed
${more}`;

  test.each([
    "net.core.somaxconn: 32768",
    "net.ipv4.tcp_keepalive_time: 600",
    "net.ipv4.tcp_tw_reuse: 1",
    "net.ipv4.ip_local_port_range: [10000, 65535]",
  ])("%s", (setting) => {
    expect(pods(node(setting))).toEqual(["6:7 pod-not-inherited"]);
  });

  test.each([
    ["is inherited", "net.ipv4.tcp_rmem: [4096, 131072, 16777216]"],
    ["is inherited", "net.ipv4.tcp_congestion_control: bbr"],
    ["is inherited", "net.ipv4.conf.all.rp_filter: 2"],
    ["is the node's in pods too", "net.core.rmem_max: 16777216"],
    ["is only the node's", "net.core.netdev_max_backlog: 5000"],
    ["is no socket's affair", "net.netfilter.nf_conntrack_udp_timeout: 60"],
    ["is the default", "net.core.somaxconn: 4096"],
    ["is left to the kernel", "net.core.somaxconn: null"],
  ])("nothing where the key %s: %s", (_why, setting) => {
    expect(pods(node(setting))).toEqual([]);
  });

  test("no finding where a pod sets the key, sets no network key, or uses the host's network", () => {
    const setting = "net.core.somaxconn: 32768";
    expect(pods(node(setting, "net.core.somaxconn: 1024"))).toEqual([]);
    expect(pods(node(setting, "kernel.shm_rmid_forced: 1"))).toEqual([]);
    expect(
      pods(
        node(setting, "kernel.shm_rmid_forced: 1", "    hostNetwork: true\n"),
      ),
    ).toEqual([]);
  });

  test("once for a profile's line, in any number of roles", () => {
    const text = `version: 1
profiles:
  bursts:
    sysctl:
      net.core.somaxconn: 32768 # Bursts
roles:
  a: { node: { os: linux, distribution: k3s }, profiles: [bursts] }
  b: { node: { os: linux, distribution: k3s }, profiles: [bursts] }
workloads:
  web:
    sysctl:
      net.ipv4.tcp_syncookies: 1 # Floods
  api:
    sysctl:
      net.ipv4.tcp_syncookies: 1 # Floods
`;
    expect(pods(text)).toEqual(["5:7 pod-not-inherited"]);
  });
});
