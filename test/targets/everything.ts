import { type Drafted } from "./plan.js";
import {
  allowedOf,
  conntrackOf,
  groupOf,
  moduleOf,
  sysctlOf,
} from "./settings.js";

export const conntrack = groupOf(
  "profile",
  "conntrack",
  [
    sysctlOf("net.netfilter.nf_conntrack_max", 262144n, {
      standard: { value: "65536", sure: false },
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

/** Something of all that a node can have. */
export const everything = {
  groups: [conntrack, buffers, own],
  module: modules,
  allowance: allowed,
  kubeProxy: kept,
} satisfies Drafted;
