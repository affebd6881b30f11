import type { NodePlan, Plan } from "../../src/plan/types.js";
import {
  allowedOf,
  ciliumOf,
  conntrackOf,
  groupOf,
  moduleOf,
  nodeOf,
  planOf,
  sysctlOf,
} from "./plan.js";

const conntrack = groupOf(
  "profile",
  "conntrack",
  [
    sysctlOf("net.netfilter.nf_conntrack_max", 262144n, {
      standard: { value: "65536", sure: false, note: "at 4 GiB" },
    }),
    sysctlOf("net.netfilter.nf_conntrack_tcp_timeout_time_wait", 30n, {
      why: "Closed connections free their slot sooner",
      unit: "seconds",
      standard: "120",
    }),
    sysctlOf("net.netfilter.nf_conntrack_tcp_timeout_established", 86400n, {
      unit: "seconds",
      standard: "432000",
    }),
  ],
  {
    why: 'Keep the connection-tracking table from filling up ("nf_conntrack: table full, dropping packet").',
    refs: [
      "https://wiki.nftables.org/wiki-nftables/index.php/Connection_Tracking_System",
    ],
  },
);

const buffers = groupOf(
  "profile",
  "socket-buffers",
  [
    sysctlOf("net.core.rmem_max", 16777216n, {
      why: [
        "Large model transfers",
        'The same fix as on the build host: "broken pipe" on heavy transfers, with buildkit above all.',
      ],
      refs: ["https://fasterdata.es.net/network-tuning/linux/"],
      unit: "bytes",
      standard: "212992",
    }),
    sysctlOf(
      "net.core.wmem_max",
      { floor: true },
      {
        unit: "bytes",
        standard: "4194304",
        why: "At least what a router needs",
      },
    ),
    sysctlOf("net.ipv4.tcp_rmem", [4096n, 131072n, 16777216n], {
      unit: "bytes",
      standard: "4096\t131072\t6291456",
    }),
    sysctlOf("net.ipv4.tcp_mem", [16384n, 32768n, 65536n], {
      unit: "pages",
      standard: { value: "93687 124917 187374", sure: false },
    }),
    sysctlOf("net.ipv4.tcp_congestion_control", "bbr", { standard: "cubic" }),
  ],
  { why: "Media streaming and image pulls over fast links." },
);

const own = groupOf("role", "k3s-worker", [
  sysctlOf("vm.max_map_count", 262144n, { standard: "65530" }),
  sysctlOf("vm.swappiness", null, {
    why: "The kernel's own choice suits zram",
    standard: "60",
  }),
  sysctlOf("net.ipv4.conf.bond0/30.rp_filter", 2n),
]);

const modules = [
  moduleOf("nf_conntrack", {
    parameters: { hashsize: "65536" },
    because: conntrack.sysctls.map(({ id }) => id),
  }),
  moduleOf("tcp_bbr", { because: ["net.ipv4.tcp_congestion_control"] }),
  moduleOf("wireguard", { why: ["Cheaper in the kernel than in user space"] }),
];

const allowed = [
  allowedOf("net.core.somaxconn", "workload ingress-nginx"),
  allowedOf("net.ipv4.ip_forward", "K3s' own default"),
  allowedOf("net.ipv6.conf.*", "role k3s-worker"),
];

const kept = [
  conntrackOf("maxPerCore", "0", "net.netfilter.nf_conntrack_max"),
  conntrackOf(
    "tcpEstablishedTimeout",
    "0s",
    "net.netfilter.nf_conntrack_tcp_timeout_established",
  ),
];

const everything = {
  groups: [conntrack, buffers, own],
  modules,
  allowedSysctls: allowed,
  conntrack: kept,
} satisfies Partial<NodePlan>;

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

const nasty =
  "a\r\nb\u0085c\u2028d\u001b[31m ${x} '' \"q\" \\ # : - \ufeff\u202e %s\ttab\nlast \\";

/** Texts that try to leave the place they are written in. */
export function hostile(): Plan {
  const facts: NodePlan["facts"][] = [
    { os: "nixos", distribution: "k3s" },
    { os: "talos", osVersion: "1.13", kubeProxy: "ipvs" },
    { os: "talos", osVersion: "1.14" },
    { os: "linux" },
  ];
  const group = groupOf(
    "profile",
    `p ${nasty}`,
    [
      sysctlOf("kernel.core_pattern", "|/bin/x ${HOME} '' \"%p\" \\ # : %%", {
        why: nasty,
        refs: [`https://example.org/${"a".repeat(120)}`, nasty],
        standard: `core ${nasty}`,
      }),
      sysctlOf("kernel.hostname", null, { why: nasty }),
      sysctlOf("fs.file-max", 18446744073709551615n),
      sysctlOf("kernel.sched_rt_runtime_us", -1n),
      sysctlOf(
        "net.ipv4.ip_local_reserved_ports",
        Array.from({ length: 30 }, (_, index) => `${30000 + index}`).join(","),
      ),
      sysctlOf("kernel.domainname", "yes"),
      sysctlOf("kernel.poweroff_cmd", "- ~"),
    ],
    { why: nasty, refs: [nasty] },
  );
  const nodes = facts.map((fact, index) =>
    nodeOf(fact, {
      name: `n${index}`,
      why: nasty,
      groups: [group],
      modules: [
        moduleOf("nf_conntrack", {
          why: [nasty],
          parameters: { a: "x y", b: "${z}", c: "'' #" },
        }),
      ],
      allowedSysctls: [allowedOf("net.*", nasty)],
      conntrack: [
        { field: "min", value: "1\"${x}'", why: [nasty], because: [nasty] },
      ],
    }),
  );
  return planOf(nodes, {
    specName: "my\u0085 spec ${x}.yaml",
    cilium: ciliumOf(
      [
        {
          path: ["extraConfig", "bpf-events: #"],
          mapMaxPath: undefined,
          value: nasty,
          why: [nasty],
        },
        {
          path: ["extraConfig", "yes"],
          mapMaxPath: undefined,
          value: `it's "so"`,
        },
      ],
      { why: nasty, refs: [nasty], version: nasty },
    ),
  });
}
