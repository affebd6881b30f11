import { conntrackBuckets } from "../../src/rules/harm/conntrack-buckets.js";
import { conntrackTimeWait } from "../../src/rules/harm/conntrack-time-wait.js";
import { conntrackUnlimited } from "../../src/rules/harm/conntrack-unlimited.js";
import { limitsAboveNrOpen } from "../../src/rules/harm/limits-above-nr-open.js";
import { expect, test } from "vitest";
import { K3S, remedies, type Row, table } from "./table.js";

table(conntrackTimeWait, [
  [
    K3S,
    ["net.netfilter.nf_conntrack_tcp_timeout_time_wait: 59s"],
    [
      "6:7 `net.netfilter.nf_conntrack_tcp_timeout_time_wait` is 59 s, below the 60 s of TCP, on a node that translates addresses",
    ],
  ],
  [K3S, ["net.netfilter.nf_conntrack_tcp_timeout_time_wait: 60s"], []],
  [K3S, ["net.netfilter.nf_conntrack_tcp_timeout_time_wait: 1m"], []],
  ...(
    [
      ["distribution: none", 0],
      ["os: linux", 0],
      ["distribution: k3s, kubeProxy: none, cni: cilium", 0],
      ["distribution: k3s, kubeProxy: none", 0],
      ["distribution: k3s", 1],
      ["distribution: k3s, kubeProxy: none, cni: calico", 1],
    ] as const
  ).map(([facts, count]): Row => [
    facts,
    ["net.netfilter.nf_conntrack_tcp_timeout_time_wait: 0"],
    Array<string>(count).fill(
      "6:7 `net.netfilter.nf_conntrack_tcp_timeout_time_wait` is 0 s, below the 60 s of TCP, on a node that translates addresses",
    ),
  ]),
]);

table(conntrackUnlimited, [
  [
    'kernel: "6.18"',
    ["net.netfilter.nf_conntrack_max: 0"],
    ["6:7 `net.netfilter.nf_conntrack_max` is 0, which means no limit"],
  ],
  [
    "",
    ["net.nf_conntrack_max: 0"],
    ["6:7 `net.nf_conntrack_max` is 0, which means no limit"],
  ],
  ["", ["net.netfilter.nf_conntrack_max: 1"], []],
]);

const max = (number: number): string =>
  `net.netfilter.nf_conntrack_max: ${number}`;
const buckets = (number: number): string =>
  `net.netfilter.nf_conntrack_buckets: ${number}`;

table(conntrackBuckets, [
  ['kernel: "6.12", memory: 4GiB', [max(524288)], []],
  [
    'kernel: "6.12", memory: 4GiB',
    [max(524289)],
    [
      "6:7 `net.netfilter.nf_conntrack_max` allows 524,289 entries in 65,536 buckets, more than 8 per bucket",
    ],
  ],
  // Without kernel or memory the default of the buckets is not known.
  ['kernel: "6.12"', [max(16777216)], []],
  ["memory: 4GiB", [max(16777216)], []],
  // The kernel rounds 1000 up to 1024.
  ["", [buckets(1000), max(8192)], []],
  [
    "",
    [buckets(1000), max(8193)],
    [
      "7:7 `net.netfilter.nf_conntrack_max` allows 8,193 entries in 1,024 buckets, more than 8 per bucket",
    ],
  ],
  ["", [max(262144), buckets(262144)], []],
  [
    "",
    [max(262144), buckets(262145)],
    [
      "7:7 `net.netfilter.nf_conntrack_buckets` is 262,145 buckets, more than the 262,144 entries of `net.netfilter.nf_conntrack_max`",
    ],
  ],
  // Without a distribution an unset maximum has the kernel's default, otherwise kube-proxy's.
  [
    'distro: debian-13, distribution: none, kernel: "6.12", memory: 4GiB',
    [buckets(66048)],
    [
      "6:7 `net.netfilter.nf_conntrack_buckets` is 66,048 buckets, more than the 65,536 entries of `net.netfilter.nf_conntrack_max`",
    ],
  ],
  ['kernel: "6.12", memory: 4GiB', [buckets(66048)], []],
  [`${K3S}, kernel: "6.12", memory: 4GiB`, [buckets(66048)], []],
  // A module parameter sizes the table, too.
  [
    'kernel: "6.12", memory: 4GiB',
    [max(1048576)],
    [],
    "    modules: { nf_conntrack: { parameters: { hashsize: 262144 } } }\n",
  ],
  ['kernel: "6.12", memory: 4GiB', [max(0)], []],
]);

test("a remedy adds a line, or names the line that has the key", () => {
  const node = "os: linux, kernel: '6.12', distribution: none, memory: 8GiB";
  const max = "net.netfilter.nf_conntrack_max: 500000";
  const buckets = "net.netfilter.nf_conntrack_buckets";
  const added = `add \`${buckets}: 1000448\` (4 entries per bucket)`;
  expect(
    remedies([conntrackBuckets], `${node}, cpus: 4`, [max, `${buckets}: 4096`]),
  ).toEqual([
    `write \`${buckets}: 125440\` at tuning.yaml:7:7 (4 entries per bucket)`,
  ]);
  expect(
    remedies([conntrackBuckets], node, [max.replace("500000", "4000000")]),
  ).toEqual([added]);

  const limits = "    limits: { nofile: 2097152, services: [containerd] }\n";
  expect(
    remedies([limitsAboveNrOpen], node, ["fs.nr_open: 1048576"], limits),
  ).toEqual([
    "write 1048576 or less, or write `fs.nr_open: 2097152` at tuning.yaml:6:7",
  ]);
  expect(remedies([limitsAboveNrOpen], node, [max], limits)).toEqual([
    "write 1048576 or less, or add `fs.nr_open: 2097152` under `sysctl`",
  ]);
});
