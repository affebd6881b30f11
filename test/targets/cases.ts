import type { Plan } from "../../src/plan/types.js";
import { conntrack, everything } from "./everything.js";
import { ciliumOf, nodeOf, planOf } from "./plan.js";
import { groupOf, sysctlOf } from "./settings.js";

/** One role, on every target. */
export function everyTarget(): Plan {
  return planOf(
    [
      nodeOf(
        { os: "nixos", distribution: "k3s" },
        { name: "k3s-worker", why: "Raspberry Pi 4 workers", ...everything },
      ),
      nodeOf(
        { os: "talos", osVersion: "1.13", kubeProxy: "nftables" },
        { name: "old-talos", ...everything },
      ),
      nodeOf(
        { os: "talos", osVersion: "v1.14.1" },
        { name: "new-talos", ...everything },
      ),
      nodeOf(
        { os: "linux", distribution: "k3s" },
        { name: "debian", ...everything },
      ),
      nodeOf(
        { os: "linux", distro: "bottlerocket", distribution: "eks" },
        { name: "bottlerocket", ...everything },
      ),
      nodeOf(
        { os: "nixos", distribution: "k3s" },
        {
          ...everything,
          kind: "host",
          name: "raccoon00",
          role: "k3s-worker",
          groups: [
            conntrack,
            groupOf("host", "raccoon00", [
              sysctlOf("net.core.somaxconn", 32768n, { standard: "4096" }),
            ]),
          ],
        },
      ),
    ],
    {
      cilium: ciliumOf(
        [
          {
            path: ["bpf", "ctTcpMax"],
            mapMaxPath: ["bpf", "mapMax", "ct", "tcp"],
            value: 524288,
            why: ["Room for spikes far beyond today's 4,500 connections"],
          },
          {
            path: ["bpf", "ctAnyMax"],
            mapMaxPath: ["bpf", "mapMax", "ct", "any"],
            value: 262144,
          },
          {
            path: ["bpf", "natMax"],
            mapMaxPath: ["bpf", "mapMax", "nat"],
            value: 524288,
          },
          {
            path: ["bpf", "mapDynamicSizeRatio"],
            mapMaxPath: undefined,
            value: 0.0025,
          },
          {
            path: ["bandwidthManager", "enabled"],
            mapMaxPath: undefined,
            value: true,
          },
        ],
        {
          why: "Keep the eBPF maps from filling up.",
          refs: ["https://docs.cilium.io/en/stable/network/ebpf/maps/"],
        },
      ),
      targets: { cilium: { keys: ["chart", "mapMax"] } },
    },
  );
}

/** Nodes of every kind that set nothing: their files stay, since somebody imports them. */
export function nothing(): Plan {
  const left = [
    groupOf("role", "idle", [
      sysctlOf("vm.swappiness", null, { why: "as it is", standard: "60" }),
    ]),
  ];
  const roles = [
    nodeOf({ os: "nixos", distribution: "k3s" }, { name: "nixos" }),
    nodeOf({ os: "talos" }, { name: "talos" }),
    nodeOf({ os: "talos", osVersion: "1.14" }, { name: "talos-documents" }),
    nodeOf({ os: "linux" }, { name: "linux" }),
    nodeOf({ os: "linux", distro: "bottlerocket" }, { name: "bottlerocket" }),
    nodeOf({ os: "nixos" }, { name: "nixos-left", groups: left }),
    nodeOf({ os: "talos" }, { name: "talos-left", groups: left }),
    nodeOf({ os: "linux" }, { name: "linux-left", groups: left }),
  ];
  return planOf(roles, { cilium: ciliumOf([]) });
}

/** The other form of the flags, a priority, and one documented default of each. */
export function options(): Plan {
  return planOf(
    [
      nodeOf(
        { os: "nixos", distribution: "k3s" },
        { name: "server", ...everything },
      ),
    ],
    { targets: { nixos: { priority: 900, k3sFlags: "extraFlags" } } },
  );
}

/** Settings whose order matters: in sysctl.d it is the file's, in NixOS that of the names. */
export function order(): Plan {
  const groups = [
    groupOf("profile", "hardening", [
      sysctlOf("net.ipv4.conf.all.accept_redirects", 0n, { standard: "0" }),
      sysctlOf("net.ipv4.ip_local_port_range", [1000n, 65535n]),
    ]),
    groupOf("profile", "routing", [
      sysctlOf("net.ipv4.ip_forward", 1n),
      sysctlOf("net.ipv4.ip_unprivileged_port_start", 0n),
      sysctlOf("net.ipv6.conf.eth0/100.forwarding", 0n),
      sysctlOf("net.ipv6.conf.all.forwarding", 1n),
      sysctlOf("net.ipv4.conf.*.rp_filter", 2n),
    ]),
  ];
  return planOf([
    nodeOf({ os: "linux" }, { name: "linux", groups }),
    nodeOf({ os: "nixos" }, { name: "nixos", groups }),
    nodeOf({ os: "talos" }, { name: "talos", groups }),
  ]);
}
