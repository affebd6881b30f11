import { portsOverlap } from "../../src/rules/harm/ports-overlap.js";
import { K3S, table } from "./table.js";

const RANGE = "net.ipv4.ip_local_port_range";
const RESERVED = "net.ipv4.ip_local_reserved_ports: 50000";

table(portsOverlap, [
  // The NodePorts end at 32767.
  [K3S, [`${RANGE}: [32768, 60999]`, RESERVED], []],
  [
    K3S,
    [`${RANGE}: [32767, 60999]`, RESERVED],
    [
      "6:7 `net.ipv4.ip_local_port_range` (32767 to 60999) overlaps the node's own ports",
    ],
  ],
]);
