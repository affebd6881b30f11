import { misquotedDefault } from "../../src/rules/hygiene/misquoted-default.js";
import { table } from "./table.js";

const SOMAXCONN = "net.core.somaxconn";
const wrong = (stated: string): string =>
  `6:7 the reason of \`${SOMAXCONN}\` states a default of ${stated}, but the default is 4,096`;

table(misquotedDefault, [
  ["", [`${SOMAXCONN}: 65535 # The default 128 is too low`], [wrong("128")]],
  ["", [`${SOMAXCONN}: 65535 # Default value: 8192`], [wrong("8,192")]],
  ["", [`${SOMAXCONN}: 65535 # the default was 128`], [wrong("128")]],
  ["", [`${SOMAXCONN}: 65535 # default: 4096`], []],
  // Not a default, not one number, or not a number at all.
  ["", [`${SOMAXCONN}: 65535 # Bursts of 128`], []],
  ["", [`${SOMAXCONN}: 65535 # default 128-256`], []],
  ["", [`${SOMAXCONN}: 65535 # default 1.28`], []],
  ["", [`${SOMAXCONN}: 65535 # The default is low`], []],
  // Times and sizes have a unit on both sides.
  [
    "os: linux",
    ["net.ipv4.tcp_keepalive_intvl: 30 # default 60 seconds"],
    [
      "6:7 the reason of `net.ipv4.tcp_keepalive_intvl` states a default of 60 s, but the default is 75 s",
    ],
  ],
  ["", ["net.ipv4.tcp_keepalive_time: 600 # The default of 2 hours"], []],
  ["", ["net.ipv4.tcp_keepalive_time: 600 # default 120 minutes"], []],
  [
    'kernel: "6.12"',
    ["net.core.rmem_max: 16777216 # default is 128 KB"],
    [
      "6:7 the reason of `net.core.rmem_max` states a default of 128 KiB, but the default is 208 KiB or 4 MiB",
    ],
  ],
  ['kernel: "6.12"', ["net.core.rmem_max: 16777216 # default 212992"], []],
  // Without a kernel the default of this key is not certain.
  ["", ["net.core.rmem_max: 16777216 # default is 128 KB"], []],
  // A unit that does not fit the key.
  ["", [`${SOMAXCONN}: 65535 # default 128 KiB`], []],
  // Defaults that depend on the machine, and vectors, are not compared.
  ["", ["net.netfilter.nf_conntrack_max: 524288 # default 65536"], []],
  ["", ["net.ipv4.tcp_rmem: [4096, 131072, 6291456] # default 87380"], []],
]);
