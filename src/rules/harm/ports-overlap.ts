import { fieldsOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const RANGE = "net.ipv4.ip_local_port_range";

export const portsOverlap = defineRule({
  name: "ports-overlap",
  scope: "node",
  severity: "note",
  group: "harm",
  summary:
    "Ports for outgoing connections that run over NodePorts and the node's own ports",
  explanation:
    "An outgoing connection takes any free port of `ip_local_port_range`. Where that runs over the NodePorts or the kubelet's ports, a connection holds one of them now and then, and what should listen there fails to start. tunegen reserves these ports by `ip_local_reserved_ports`, so that the setting is safe; the note is there because a range that begins above them needs no such care.",
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
  check(node) {
    const range = setting(node, RANGE);
    const [first, last] = range === undefined ? [] : fieldsOf(range);
    if (range === undefined || first === undefined || last === undefined) {
      return [];
    }
    const taken = node.platform.ports.filter(
      (ports) => BigInt(ports.last) >= first && BigInt(ports.first) <= last,
    );
    // Where nothing may be reserved, ports-unreserved warns.
    if (
      taken.length === 0 ||
      setting(node, "net.ipv4.ip_local_reserved_ports") === undefined
    ) {
      return [];
    }
    const named = taken.map(({ what }) => what).join(", ");
    return [
      {
        about: range,
        span: range.origin.span,
        message: `\`${RANGE}\` ${first} to ${last} runs over the node's own ports`,
        why: `a connection could hold ${named}; the derived net.ipv4.ip_local_reserved_ports keeps them free`,
        help: "begin the range at 32768, above the NodePorts, or accept the reservation",
      },
    ];
  },
});
