import { belowDefault } from "../../src/rules/harm/below-default.js";
import { dirtyBackground } from "../../src/rules/harm/dirty-background.js";
import { dirtyBytesAndRatio } from "../../src/rules/harm/dirty-bytes-and-ratio.js";
import { fileLimits } from "../../src/rules/harm/file-limits.js";
import { negativeValue } from "../../src/rules/harm/negative-value.js";
import { pagesNotBytes } from "../../src/rules/harm/pages-not-bytes.js";
import { table } from "./table.js";

table(belowDefault, [
  [
    'kernel: "6.12"',
    ["net.ipv4.tcp_rmem: [4096, 131071, 16777216]"],
    [
      "6:7 `net.ipv4.tcp_rmem` (field `default`) is 131,071 B, below the default of at least 131,072 B",
    ],
  ],
  ['kernel: "6.12"', ["net.ipv4.tcp_rmem: [4096, 131072, 16777216]"], []],
  // The maximum depends on the memory: the smallest machine counts if that is not known.
  [
    'kernel: "6.16"',
    ["net.ipv4.tcp_rmem: [4096, 131072, 200000]"],
    [
      "6:7 `net.ipv4.tcp_rmem` (field `max`) is 195.3 KiB, below the default of at least 2.7 MiB",
    ],
  ],
  ['kernel: "6.16"', ["net.ipv4.tcp_rmem: [4096, 131072, 3MiB]"], []],
  ['kernel: "6.12", memory: 64GiB', ["fs.file-max: 1048576"], []],
  [
    'kernel: "6.12", memory: 64GiB',
    ["net.ipv4.tcp_mem: 100000 200000 400000"],
    [
      "6:7 `net.ipv4.tcp_mem` (fields `low`, `pressure`, `high`) is 390.6 MiB, 781.3 MiB, 1.5 GiB, below the default of at least 2.6 GiB, 3.5 GiB, 5.2 GiB",
    ],
  ],
  [
    'kernel: "6.16", memory: 8GiB',
    ["net.ipv4.tcp_rmem: [4096, 131072, 33554431]"],
    [
      "6:7 `net.ipv4.tcp_rmem` (field `max`) is 33,554,431 B, below the default of 33,554,432 B",
    ],
  ],
  [
    'kernel: "6.16", memory: 8GiB',
    ["net.ipv4.tcp_rmem: [4096, 131072, 33554432]"],
    [],
  ],
  [
    'kernel: "6.12", memory: 8GiB',
    ["net.ipv4.tcp_rmem: [4096, 131072, 16777216]"],
    [],
  ],
  [
    'kernel: "6.12", cpus: 64',
    ["kernel.pid_max: 65535"],
    ["6:7 `kernel.pid_max` is 65,535, below the default of 65,536"],
  ],
  ['kernel: "6.12", cpus: 64', ["kernel.pid_max: 65536"], []],
  [
    'kernel: "6.12"',
    ["kernel.pid_max: 1000"],
    ["6:7 `kernel.pid_max` is 1,000, below the default of at least 32,768"],
  ],
  [
    'kernel: "6.12", memory: 8GiB',
    ["net.netfilter.nf_conntrack_max: 262143"],
    [
      "6:7 `net.netfilter.nf_conntrack_max` is 262,143, below the default of 262,144",
    ],
  ],
  ['kernel: "6.12"', ["net.netfilter.nf_conntrack_max: 4096"], []],
  // No limit.
  ['kernel: "6.12"', ["net.netfilter.nf_conntrack_max: 0"], []],
  ['kernel: "6.12"', ["net.core.rmem_max: 16MiB"], []],
  ["", ["net.core.somaxconn: 4096"], []],
  [
    "",
    ["net.core.somaxconn: 4095"],
    ["6:7 `net.core.somaxconn` is 4,095, below the default of 4,096"],
  ],
  // A lower timeout, ratio or switch is intended.
  [
    'kernel: "6.12"',
    ["net.ipv4.tcp_fin_timeout: 30", "vm.swappiness: 1", "vm.dirty_ratio: 5"],
    [],
  ],
  ['kernel: "6.12"', ["net.core.somaxconn: null"], []],
]);

table(negativeValue, [
  ["", ["net.core.netdev_max_backlog: 0"], []],
  [
    "",
    ["net.core.netdev_max_backlog: -1"],
    [
      "6:7 `net.core.netdev_max_backlog` is -1, but this amount cannot be negative",
    ],
  ],
  [
    "",
    ["net.netfilter.nf_conntrack_udp_timeout: -1"],
    [
      "6:7 `net.netfilter.nf_conntrack_udp_timeout` is -1, but this amount cannot be negative",
    ],
  ],
  [
    "",
    ["kernel.sem: [250, -1, 100, 128]"],
    ["6:7 `kernel.sem` is -1, but this amount cannot be negative"],
  ],
  [
    "",
    [
      "kernel.sched_rt_runtime_us: -1",
      "kernel.perf_event_paranoid: -1",
      "kernel.io_uring_group: -1",
      "kernel.panic: -1",
      "net.ipv4.route.gc_thresh: -1",
      "net.ipv4.tcp_adv_win_scale: -2",
      "net.ipv4.conf.eth0.medium_id: -1",
      "net.ipv6.conf.all.router_solicitations: -1",
    ],
    [],
  ],
]);

const mem = (last: string): string => `net.ipv4.tcp_mem: [1, 2, ${last}]`;

table(pagesNotBytes, [
  // 8 GiB are 2097152 pages.
  ["memory: 8GiB", [mem("2097152")], []],
  [
    "memory: 8GiB",
    [mem("2097153")],
    ["6:7 `net.ipv4.tcp_mem` counts pages, and 2,097,153 pages are 8 GiB"],
  ],
  [
    "memory: 8GiB",
    [mem("16777216")],
    ["6:7 `net.ipv4.tcp_mem` counts pages, and 16,777,216 pages are 64 GiB"],
  ],
  [
    "memory: 8GiB",
    ['net.ipv4.tcp_mem: "16777216 16777216 16777216"'],
    ["6:7 `net.ipv4.tcp_mem` counts pages, and 16,777,216 pages are 64 GiB"],
  ],
  // A number above the memory as bytes, too, is intended as no limit.
  ["memory: 8GiB", ["kernel.shmall: 18446744073692774399"], []],
  [
    "memory: 8GiB",
    [mem("8589934592")],
    ["6:7 `net.ipv4.tcp_mem` counts pages, and 8,589,934,592 pages are 32 TiB"],
  ],
  ["memory: 8GiB", [mem("8589934593")], []],
  // A quantity is already converted to pages, and may be too large for another reason.
  ["memory: 8GiB", ["net.ipv4.tcp_mem: [1GiB, 2GiB, 64GiB]"], []],
  ["memory: 256GiB", [mem("16777216")], []],
  ["memory: 8GiB, pageSize: 16KiB", [mem("524288")], []],
  [
    "memory: 8GiB, pageSize: 16KiB",
    [mem("524289")],
    ["6:7 `net.ipv4.tcp_mem` counts pages, and 524,289 pages are 8 GiB"],
  ],
  // If the memory is not known, only many whole MiB.
  ["", [mem("16777216")], []],
  [
    "",
    [mem("67108864")],
    ["6:7 `net.ipv4.tcp_mem` counts pages, and 67,108,864 pages are 256 GiB"],
  ],
  ["", [mem("67108865")], []],
]);

table(fileLimits, [
  ["", ["fs.file-max: 8192"], []],
  [
    "",
    ["fs.file-max: 8191"],
    [
      "6:7 `fs.file-max` is 8,191 files, but the default on this node is at least 8,192",
    ],
  ],
  ["memory: 4GiB", ["fs.file-max: 314572"], []],
  [
    "memory: 4GiB",
    ["fs.file-max: 314571"],
    [
      "6:7 `fs.file-max` is 314,571 files, but the default on this node is at least 314,572",
    ],
  ],
  ["memory: 4GiB", ["fs.file-max: 2097152"], []],
  ["", ["fs.file-max: 2097152", "fs.nr_open: 2097152"], []],
  [
    "",
    ["fs.file-max: 2097152", "fs.nr_open: 2097153"],
    [
      "7:7 `fs.nr_open` allows one process 2,097,153 files, but `fs.file-max` allows the whole node 2,097,152",
    ],
  ],
  ["", ["fs.nr_open: 10000000"], []],
  ["distro: debian-12", ["fs.file-max: 400000", "fs.nr_open: 1048576"], []],
]);

table(dirtyBytesAndRatio, [
  [
    "",
    ["vm.dirty_ratio: 20", "vm.dirty_bytes: 512MiB"],
    ["7:7 `vm.dirty_bytes` and `vm.dirty_ratio` set the same limit"],
  ],
  [
    "",
    ["vm.dirty_background_bytes: 64MiB", "vm.dirty_background_ratio: 5"],
    [
      "6:7 `vm.dirty_background_bytes` and `vm.dirty_background_ratio` set the same limit",
    ],
  ],
  ["", ["vm.dirty_ratio: 0", "vm.dirty_bytes: 512MiB"], []],
  ["", ["vm.dirty_ratio: 20", "vm.dirty_background_bytes: 64MiB"], []],
  ["", ["vm.dirty_bytes: 512MiB"], []],
]);

table(dirtyBackground, [
  [
    "",
    ["vm.dirty_ratio: 10"],
    [
      "6:7 `vm.dirty_background_ratio` (10 %) is not below `vm.dirty_ratio` (10 %)",
    ],
  ],
  ["", ["vm.dirty_ratio: 11"], []],
  [
    "",
    ["vm.dirty_background_ratio: 20"],
    [
      "6:7 `vm.dirty_background_ratio` (20 %) is not below `vm.dirty_ratio` (20 %)",
    ],
  ],
  ["", ["vm.dirty_background_ratio: 19"], []],
  [
    "",
    ["vm.dirty_background_bytes: 64MiB", "vm.dirty_bytes: 64MiB"],
    [
      "7:7 `vm.dirty_background_bytes` (64 MiB) is not below `vm.dirty_bytes` (64 MiB)",
    ],
  ],
  // Bytes and ratios are not compared: that requires the memory that may be dirty.
  ["memory: 4GiB", ["vm.dirty_bytes: 8192"], []],
  ["memory: 4GiB", ["vm.dirty_background_bytes: 4GiB"], []],
  ["", ["vm.dirty_ratio: 0"], []],
]);
