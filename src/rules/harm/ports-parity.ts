import { fieldsOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const RANGE = "net.ipv4.ip_local_port_range";

export const portsParity = defineRule({
  name: "ports-parity",
  scope: "node",
  severity: "note",
  group: "harm",
  watches: new Set([RANGE]),
  summary:
    "A port range for outgoing connections whose ends are both even or both odd",
  page: () => ({
    explanation:
      "Since Linux 4.2 the kernel prefers ports of one parity for `connect()` and of the other parity for `bind()`, so a busy node does not run out of both at once. This works best if the range has an even number of ports, with one even and one odd end; otherwise the kernel logs `prefer different parity for start/end values`.",
    source:
      "https://docs.kernel.org/networking/ip-sysctl.html; https://github.com/torvalds/linux/commit/07f4c90062f8fc7c8c26f8f95324cbe8fa3145a5",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.ip_local_port_range: [10000, 65000] # Twice the ports
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.ip_local_port_range: [10000, 65535] # Twice the ports
`,
    },
  }),
  check: (node) => {
    const range = setting(node, RANGE);
    if (range === undefined) return [];
    const [first, last] = fieldsOf(range);
    if (first === undefined || last === undefined) return [];
    if ((last - first) % 2n !== 0n) return [];
    const better = last < 65535n ? last + 1n : last - 1n;
    return [
      {
        about: range,
        span: range.origin.span,
        message: `\`${RANGE}\` starts and ends at an ${first % 2n === 0n ? "even" : "odd"} port, ${first} and ${last}`,
        why: "the kernel splits the range into even and odd ports for connect() and bind(), and prefers ends of different parity",
        ...(better > first && { help: `write \`[${first}, ${better}]\`` }),
      },
    ];
  },
});
