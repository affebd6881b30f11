import { expect, test } from "vitest";
import type { UpgradeName } from "../../src/upgrade/names.js";
import { lines, upgraded } from "./tool.js";

/** Changes that releases really brought: the facts of a role and its lines, the upgrade, and what is told of it. */
const replays: readonly (readonly [
  name: string,
  facts: string,
  section: string,
  upgrade: readonly [UpgradeName, string | undefined, string],
  told: readonly string[],
])[] = [
  [
    "Kubernetes 1.36 caps the table of kube-proxy, and some of its patch levels lower a larger one",
    "os: linux, kubeProxy: iptables, cpus: 64",
    sysctl("net.netfilter.nf_conntrack_max: 4194304"),
    ["kubernetes", "1.35", "1.36"],
    [
      "owner! 6:7 kube-proxy may reset `net.netfilter.nf_conntrack_max` to 1,048,576 entries",
    ],
  ],
  [
    "from 1.37.2 on kube-proxy only raises the table",
    "os: linux, kubeProxy: iptables, cpus: 64",
    sysctl("net.netfilter.nf_conntrack_max: 4194304"),
    ["kubernetes", "1.35", "1.37.2"],
    ["owner 6:7 kube-proxy no longer resets `net.netfilter.nf_conntrack_max`"],
  ],
  [
    "from 1.29 on kube-proxy lowers it, too",
    "os: linux, kubeProxy: iptables, cpus: 4",
    sysctl("net.netfilter.nf_conntrack_max: 1048576"),
    ["kubernetes", "1.28", "1.29"],
    [
      "owner! 6:7 `net.netfilter.nf_conntrack_max` is reset to 131,072 entries when kube-proxy starts",
    ],
  ],
  [
    "Linux 6.16 computes the largest tcp_rmem from memory: a line falls below it",
    "os: linux, memory: 8GiB",
    sysctl("net.ipv4.tcp_rmem: [4096, 131072, 16777216]"),
    ["kernel", "6.12", "6.18"],
    [
      "below! 6:7 `net.ipv4.tcp_rmem` (field `max`) is 16 MiB, below the default of 32 MiB",
    ],
  ],
  [
    "the same, where the line becomes the default",
    "os: linux, memory: 8GiB",
    sysctl("net.ipv4.tcp_rmem: [4096, 131072, 33554432]"),
    ["kernel", "6.12", "6.18"],
    [
      "default 6:7 `net.ipv4.tcp_rmem` becomes the default, which changes from 4096 131072 6291456 to 4096 131072 33554432",
    ],
  ],
  [
    "Linux 3.6 removed the IPv4 route cache, and left its keys",
    "os: linux",
    sysctl("net.ipv4.route.gc_thresh: 65536"),
    ["kernel", "3.4", "6.12"],
    ["meaning! 6:7 `net.ipv4.route.gc_thresh` has no effect"],
  ],
  [
    "Linux 6.3 ended the size of the IPv6 route cache",
    "os: linux",
    sysctl("net.ipv6.route.max_size: 16384"),
    ["kernel", "6.1.100", "6.12"],
    ["meaning! 6:7 `net.ipv6.route.max_size` has no effect"],
  ],
  [
    "NixOS 23.11 raises max_map_count: a value below",
    "os: nixos",
    sysctl("vm.max_map_count: 262144"),
    ["nixos", "23.05", "23.11"],
    [
      "below! 6:7 `vm.max_map_count` is 262,144, below the default of 1,048,576 that NixOS sets",
    ],
  ],
  [
    "a floor that NixOS 23.11 reaches",
    "os: nixos",
    sysctl("vm.max_map_count: { atLeast: 1048576 }"),
    ["nixos", "23.05", "23.11"],
    [
      "default 6:7 the default reaches the floor of `vm.max_map_count`: it changes from 65,530 to 1,048,576 that NixOS sets",
    ],
  ],
  [
    "Debian 13 raises it with systemd's file",
    "os: linux",
    sysctl("vm.max_map_count: 1048576"),
    ["distro", "debian-12", "debian-13"],
    [
      "default 6:7 `vm.max_map_count` becomes the default, which changes from 65,530 to 1,048,576 that Debian sets",
    ],
  ],
  [
    "another HZ: Debian's kernel refuses what Ubuntu's has",
    "os: linux",
    sysctl("net.core.netdev_budget_usecs: 2000"),
    ["distro", "ubuntu-24.04", "debian-13"],
    ["refused! 6:37 `net.core.netdev_budget_usecs` does not accept 2000"],
  ],
  [
    "another HZ: the default of Ubuntu's kernel",
    "os: linux",
    sysctl("net.core.netdev_budget_usecs: 8000"),
    ["distro", "debian-13", "ubuntu-24.04"],
    [
      "moved 6:7 `net.core.netdev_budget_usecs` is no longer the default, which changes from 8,000 µs to 2,000 µs",
    ],
  ],
  [
    "Linux 4.12 removed tcp_tw_recycle",
    "os: linux",
    sysctl("net.ipv4.tcp_tw_recycle: 1"),
    ["kernel", "4.9", "5.10"],
    ["gone! 6:7 `net.ipv4.tcp_tw_recycle` was removed in kernel 4.12"],
  ],
  [
    "the scheduler's sysctls moved to debugfs",
    "os: linux",
    sysctl("kernel.sched_min_granularity_ns: 10000000"),
    ["kernel", "5.10", "6.1"],
    [
      "gone! 6:7 `kernel.sched_min_granularity_ns` no longer exists on kernel 6.1",
    ],
  ],
  [
    "a downgrade to a kernel without the key",
    "os: linux",
    sysctl("net.ipv4.tcp_shrink_window: 1"),
    ["kernel", "6.12", "5.10"],
    [
      "gone! 6:7 `net.ipv4.tcp_shrink_window` does not exist yet on kernel 5.10",
    ],
  ],
  [
    "safe sysctls of pods, by release",
    "os: linux, distribution: k3s",
    pod(
      "net.ipv4.tcp_fin_timeout: 30",
      "net.ipv4.tcp_rmem: [4096, 131072, 16777216]",
      "net.ipv4.tcp_notsent_lowat: 131072",
    ),
    ["kubernetes", "1.28", "1.37"],
    [
      "pods 8:7 `net.ipv4.tcp_fin_timeout` needs no allow-list any more",
      "pods 9:7 `net.ipv4.tcp_rmem` needs no allow-list any more",
      "pods 10:7 `net.ipv4.tcp_notsent_lowat` needs no allow-list any more",
    ],
  ],
  [
    "a line of the allow-list that Kubernetes 1.32 makes needless",
    "os: linux, distribution: k3s",
    "    allowedUnsafeSysctls: [net.ipv4.tcp_rmem, net.core.somaxconn]\n",
    ["kubernetes", "1.31", "1.32"],
    [
      "default 5:28 `net.ipv4.tcp_rmem` needs no place on the allow-list any more",
    ],
  ],
  [
    "a chart of Cilium that prints large sizes as the agent reads them",
    "os: linux, distribution: k3s",
    "cilium:\n  version: 1.16.3\n  bpf:\n    ctTcpMax: 1048576\n    ctAnyMax: 1048576 # Room\n",
    ["cilium", undefined, "1.17.3"],
    [
      "resolved 8:5 no longer: chart 1.16.3 writes `bpf.ctTcpMax`, 1,048,576, as 1.048576e+06",
    ],
  ],
];

test.each(replays)("%s", async (_, facts, section, upgrade, told) => {
  const result = await upgraded(
    `version: 1\nroles:\n  web:\n    node: { ${facts} }\n${section}`,
    upgrade,
  );
  expect(lines(result)).toEqual(told);
});

test("Talos 1.14 has documents, and another file for the kubelet", async () => {
  const { changes, files } = await upgraded(
    `version: 1
roles:
  web:
    node: { os: talos }
    sysctl:
      net.core.somaxconn: 65535 # Bursts
    allowedUnsafeSysctls: [net.core.somaxconn]
`,
    ["talos", "1.13", "1.14"],
  );
  expect(changes).toEqual([]);
  expect(files.map(({ change, path }) => `${change} ${path}`)).toEqual([
    "added out/talos/role-web/machine-kubelet.yaml",
    "changed out/talos/role-web/machine-sysctls.yaml",
  ]);
});

function sysctl(line: string): string {
  return `    sysctl:\n      ${line} # Why\n`;
}

function pod(...all: readonly string[]): string {
  return `workloads:\n  app:\n    sysctl:\n${all.map((line) => `      ${line} # Why\n`).join("")}`;
}
