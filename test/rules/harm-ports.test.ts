import { acceptQueue } from "../../src/rules/harm/accept-queue.js";
import { portsParity } from "../../src/rules/harm/ports-parity.js";
import { portsPrivileged } from "../../src/rules/harm/ports-privileged.js";
import { portsUnreserved } from "../../src/rules/harm/ports-unreserved.js";
import { twReuseWithoutTimestamps } from "../../src/rules/harm/tw-reuse-without-timestamps.js";
import { K3S, table } from "./table.js";

const unreserved = "net.ipv4.ip_local_reserved_ports: null";

table(portsUnreserved, [
  [
    K3S,
    ["net.ipv4.ip_local_port_range: [32767, 60999]", unreserved],
    [
      "7:7 `net.ipv4.ip_local_port_range` overlaps the node's own ports, but `null` reserves none of them",
    ],
  ],
  [K3S, ["net.ipv4.ip_local_port_range: [32768, 60999]", unreserved], []],
  [K3S, ["net.ipv4.ip_local_port_range: [10000, 65535]"], []],
  [
    "distribution: none",
    ["net.ipv4.ip_local_port_range: [10000, 65535]", unreserved],
    [],
  ],
  [
    "os: linux",
    ["net.ipv4.ip_local_port_range: [10000, 65535]", unreserved],
    [],
  ],
]);

table(portsPrivileged, [
  ["", ["net.ipv4.ip_local_port_range: [1024, 65535]"], []],
  [
    "",
    ["net.ipv4.ip_local_port_range: [1023, 65534]"],
    [
      "6:7 `net.ipv4.ip_local_port_range` starts at 1023, below the first unprivileged port 1024",
    ],
  ],
  [
    "",
    [
      "net.ipv4.ip_unprivileged_port_start: 1000",
      "net.ipv4.ip_local_port_range: [1000, 65535]",
    ],
    [],
  ],
  [
    "",
    [
      "net.ipv4.ip_unprivileged_port_start: 2000",
      "net.ipv4.ip_local_port_range: [1999, 65534]",
    ],
    [
      "7:7 `net.ipv4.ip_local_port_range` starts at 1999, below the first unprivileged port 2000",
    ],
  ],
  ["", ["net.ipv4.ip_unprivileged_port_start: 32768"], []],
  [
    "",
    ["net.ipv4.ip_unprivileged_port_start: 32769"],
    [
      "6:7 `net.ipv4.ip_unprivileged_port_start` is 32769, above the first port 32768 of `net.ipv4.ip_local_port_range`",
    ],
  ],
]);

table(portsParity, [
  ["", ["net.ipv4.ip_local_port_range: [10000, 65535]"], []],
  ["", ["net.ipv4.ip_local_port_range: [10001, 65534]"], []],
  [
    "",
    ["net.ipv4.ip_local_port_range: [10001, 65535]"],
    [
      "6:7 `net.ipv4.ip_local_port_range` starts and ends at an odd port, 10001 and 65535",
    ],
  ],
  [
    "",
    ["net.ipv4.ip_local_port_range: [32768, 61000]"],
    [
      "6:7 `net.ipv4.ip_local_port_range` starts and ends at an even port, 32768 and 61000",
    ],
  ],
]);

table(twReuseWithoutTimestamps, [
  [
    "",
    ["net.ipv4.tcp_timestamps: 0", "net.ipv4.tcp_tw_reuse: 1"],
    ["7:7 `net.ipv4.tcp_tw_reuse` is 1, but `net.ipv4.tcp_timestamps` is 0"],
  ],
  ["", ["net.ipv4.tcp_timestamps: 1", "net.ipv4.tcp_tw_reuse: 1"], []],
  ["", ["net.ipv4.tcp_timestamps: 2", "net.ipv4.tcp_tw_reuse: 1"], []],
  ["", ["net.ipv4.tcp_timestamps: 0", "net.ipv4.tcp_tw_reuse: 0"], []],
  ["", ["net.ipv4.tcp_timestamps: 0"], []],
  ["", ["net.ipv4.tcp_tw_reuse: 1"], []],
]);

table(acceptQueue, [
  ["", ["net.ipv4.tcp_max_syn_backlog: 4096"], []],
  [
    "",
    ["net.ipv4.tcp_max_syn_backlog: 4097"],
    [
      "6:7 `net.ipv4.tcp_max_syn_backlog` is 4,097 connections, but `net.core.somaxconn` caps it at 4,096",
    ],
  ],
  ["", ["net.core.somaxconn: 32768", "net.ipv4.tcp_max_syn_backlog: 8192"], []],
  [
    "",
    ["net.core.somaxconn: 8191", "net.ipv4.tcp_max_syn_backlog: 8192"],
    [
      "7:7 `net.ipv4.tcp_max_syn_backlog` is 8,192 connections, but `net.core.somaxconn` caps it at 8,191",
    ],
  ],
  // 5.3 and older ones had 128, and are not in the catalogue.
  ['kernel: "4.19"', ["net.ipv4.tcp_max_syn_backlog: 4097"], []],
]);
