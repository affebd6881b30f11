import { bbrInPods } from "../../src/rules/harm/bbr-in-pods.js";
import { bbrWithoutFq } from "../../src/rules/harm/bbr-without-fq.js";
import { forwardingOff } from "../../src/rules/harm/forwarding-off.js";
import { forwardingOffIpv6 } from "../../src/rules/harm/forwarding-off-ipv6.js";
import { neighbourThresholds } from "../../src/rules/harm/neighbour-thresholds.js";
import { rpFilterStrict } from "../../src/rules/harm/rp-filter-strict.js";
import { K3S, table } from "./table.js";

table(forwardingOff, [
  [
    K3S,
    [
      "net.ipv4.ip_forward: 0",
      "net.ipv4.conf.all.forwarding: 0",
      "net.ipv4.conf.default.forwarding: 0",
      "net.ipv4.conf.eth0.forwarding: 0",
      "net.ipv6.conf.all.forwarding: 0",
    ],
    [
      "6:7 `net.ipv4.ip_forward` is 0 on a Kubernetes node",
      "7:7 `net.ipv4.conf.all.forwarding` is 0 on a Kubernetes node",
      "8:7 `net.ipv4.conf.default.forwarding` is 0 on a Kubernetes node",
    ],
  ],
  [K3S, ["net.ipv4.ip_forward: 1", "net.ipv4.conf.all.forwarding: null"], []],
  ["distribution: none", ["net.ipv4.ip_forward: 0"], []],
  ["os: linux", ["net.ipv4.ip_forward: 0"], []],
  [
    "os: talos",
    ["net.ipv4.ip_forward: 0"],
    ["6:7 `net.ipv4.ip_forward` is 0 on a Kubernetes node"],
  ],
]);

table(forwardingOffIpv6, [
  [
    K3S,
    ["net.ipv6.conf.all.forwarding: 0", "net.ipv6.conf.default.forwarding: 1"],
    ["6:7 `net.ipv6.conf.all.forwarding` is 0 on a Kubernetes node"],
  ],
  ["os: linux", ["net.ipv6.conf.all.forwarding: 0"], []],
]);

table(rpFilterStrict, [
  [
    "cni: cilium",
    [
      "net.ipv4.conf.all.rp_filter: 1",
      "net.ipv4.conf.default.rp_filter: 1",
      "net.ipv4.conf.cilium_host.rp_filter: 1",
      "net.ipv4.conf.eth0.rp_filter: 1",
    ],
    [
      "6:7 `net.ipv4.conf.all.rp_filter` is 1 (strict) on a node with Cilium",
      "8:7 `net.ipv4.conf.cilium_host.rp_filter` is 1 (strict) on a node with Cilium",
    ],
  ],
  ["cni: cilium", ["net.ipv4.conf.all.rp_filter: 0"], []],
  ["cni: cilium", ["net.ipv4.conf.all.rp_filter: 2"], []],
  ["cni: calico", ["net.ipv4.conf.all.rp_filter: 1"], []],
  ["os: linux", ["net.ipv4.conf.all.rp_filter: 1"], []],
]);

const gc = (number: number, value: number, family = "ipv4"): string =>
  `net.${family}.neigh.default.gc_thresh${number}: ${value}`;

table(neighbourThresholds, [
  ["", [gc(1, 512)], []],
  [
    "distro: debian-13",
    [gc(1, 513)],
    [
      "6:7 `net.ipv4.neigh.default.gc_thresh1` is 513, above `net.ipv4.neigh.default.gc_thresh2`, whose default is 512",
    ],
  ],
  ["", [gc(3, 512)], []],
  [
    "distro: debian-13",
    [gc(3, 511, "ipv6")],
    [
      "6:7 `net.ipv6.neigh.default.gc_thresh3` is 511, below `net.ipv6.neigh.default.gc_thresh2`, whose default is 512",
    ],
  ],
  ["", [gc(1, 1024), gc(2, 4096), gc(3, 8192)], []],
  ["", [gc(1, 4096), gc(2, 4096), gc(3, 4096)], []],
  [
    "",
    [gc(1, 80000), gc(2, 100000), gc(3, 90000)],
    [
      "7:7 `net.ipv4.neigh.default.gc_thresh2` is 100,000, above `net.ipv4.neigh.default.gc_thresh3`, which is 90,000",
    ],
  ],
  // Each family is checked on its own.
  ["", [gc(1, 2048, "ipv6"), gc(2, 4096, "ipv6"), gc(3, 8192, "ipv6")], []],
]);

const bbr = "net.ipv4.tcp_congestion_control: bbr";

table(bbrWithoutFq, [
  [
    "",
    [bbr],
    [
      "6:7 `net.ipv4.tcp_congestion_control` is bbr, but `net.core.default_qdisc` is not set to fq",
    ],
  ],
  ["", ["net.core.default_qdisc: fq_codel", bbr], []],
  ["", ["net.core.default_qdisc: fq", bbr], []],
  ["", ["net.ipv4.tcp_congestion_control: cubic"], []],
  [
    "cni: cilium",
    [bbr],
    [],
    'cilium: { version: "1.18", bandwidthManager: { enabled: true } }\n',
  ],
]);

table(bbrInPods, [
  [
    'cni: cilium, kernel: "5.17"',
    [bbr],
    [
      "6:7 `net.ipv4.tcp_congestion_control` is bbr, which kernel 5.17 cannot pace for pods",
    ],
  ],
  ['cni: cilium, kernel: "5.18"', [bbr], []],
  ["cni: cilium", [bbr], []],
  ['kernel: "5.10"', [bbr], []],
]);
