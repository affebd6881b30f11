import { fieldsOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";
import { portOwners } from "../../platform/component/ports.js";

const RANGE = "net.ipv4.ip_local_port_range";
const RESERVED = "net.ipv4.ip_local_reserved_ports";

export const portsOverlap = defineRule({
  name: "ports-overlap",
  scope: "node",
  severity: "note",
  group: "harm",
  watches: new Set([RANGE, RESERVED]),
  summary:
    "A port range for outgoing connections that overlaps NodePorts or the node's own ports",
  page: () => ({
    explanation:
      "An outgoing connection uses any free port of `ip_local_port_range`. If the range overlaps the NodePorts or the kubelet's ports, a connection sometimes occupies one of them, and the service that should listen there fails to start. tunegen reserves these ports with `ip_local_reserved_ports`, so the setting is safe. A range that starts above them needs no reservation.",
    source:
      "https://kubernetes.io/docs/reference/networking/ports-and-protocols/",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kubeProxy: iptables }
    sysctl:
      net.ipv4.ip_local_port_range: [10000, 65535] # More ports
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kubeProxy: iptables }
    sysctl:
      net.ipv4.ip_local_port_range: [32768, 65535] # More ports
`,
    },
  }),
  check(node) {
    const range = setting(node, RANGE);
    const [first, last] = range === undefined ? [] : fieldsOf(range);
    if (range === undefined || first === undefined || last === undefined) {
      return [];
    }
    const taken = node.platform.ports.filter(
      (ports) => BigInt(ports.last) >= first && BigInt(ports.first) <= last,
    );
    // Without a reservation, ports-unreserved reports it.
    if (taken.length === 0 || setting(node, RESERVED) === undefined) {
      return [];
    }
    return [
      {
        about: range,
        span: range.origin.span,
        message: `\`${RANGE}\` (${first} to ${last}) overlaps the node's own ports`,
        why: `the range contains these ports: ${portOwners(taken)}; tunegen reserves them with \`net.ipv4.ip_local_reserved_ports\``,
        help: "start the range at 32768, above the NodePorts, or accept this finding",
      },
    ];
  },
});
