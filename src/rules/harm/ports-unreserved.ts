import { fieldsOf, setting, settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";
import { portOwners } from "../../platform/component/ports.js";

const RANGE = "net.ipv4.ip_local_port_range";
const RESERVED = "net.ipv4.ip_local_reserved_ports";

export const portsUnreserved = defineRule({
  name: "ports-unreserved",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set([RANGE, RESERVED]),
  findsAbsence: true,
  summary:
    "A port range for outgoing connections that overlaps the node's own ports, with no port reserved",
  page: () => ({
    explanation:
      "If the range for outgoing connections overlaps NodePorts or the ports of the node's services, tunegen reserves them. A `null` for `ip_local_reserved_ports` prevents that: an outgoing connection sometimes occupies the kubelet's port or a NodePort, and the service that should listen there fails to start.",
    source:
      "https://kubernetes.io/docs/reference/networking/ports-and-protocols/; https://docs.kernel.org/networking/ip-sysctl.html",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.ipv4.ip_local_port_range: [10000, 65535] # Twice the ports
      net.ipv4.ip_local_reserved_ports: null # Reserved elsewhere
`,
      at: "7:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.ipv4.ip_local_port_range: [32768, 65535] # A few more ports
`,
    },
  }),
  check: (node) => {
    const range = setting(node, RANGE);
    const left = settings(node).find(
      ({ id, left: by }) => id === RESERVED && by === "kernel",
    );
    if (range === undefined || left === undefined) return [];
    const [first, last] = fieldsOf(range);
    if (first === undefined || last === undefined) return [];
    const taken = node.platform.ports.filter(
      (ports) => BigInt(ports.last) >= first && BigInt(ports.first) <= last,
    );
    if (taken.length === 0) return [];
    const text = taken.map((ports) =>
      ports.first === ports.last
        ? `${ports.first}`
        : `${ports.first}-${ports.last}`,
    );
    return [
      {
        about: left,
        span: left.origin.span,
        message: `\`${RANGE}\` overlaps the node's own ports, but \`null\` reserves none of them`,
        why: `the range contains these ports: ${portOwners(taken)}; an outgoing connection sometimes occupies one, and the service that listens there fails to start`,
        help: `remove the \`null\`, so that tunegen reserves ${text.join(",")}`,
        related: [{ message: "the range", span: range.origin.span }],
      },
    ];
  },
});
