import { held } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const RANGE = "net.ipv4.ip_local_port_range";
const START = "net.ipv4.ip_unprivileged_port_start";

export const portsPrivileged = defineRule({
  name: "ports-privileged",
  scope: "node",
  severity: "error",
  group: "harm",
  summary:
    "A range of ports for outgoing connections that begins among the privileged ones, which the kernel refuses",
  explanation:
    "The kernel refuses a range that begins below `ip_unprivileged_port_start` (1024 by default), and a start above the range's first port: whichever is written second fails with `EINVAL`, the old value stays, and busybox applies nothing that stands behind it.",
  source:
    "https://docs.kernel.org/networking/ip-sysctl.html; measured, catalogue/measured/quirks.md",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.ip_local_port_range: [1000, 65535] # All the ports
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.ip_local_port_range: [1024, 65535] # All the ports
`,
  },
  check: (node) => {
    const range = held(node, RANGE);
    const start = held(node, START);
    const [first] = range?.fields ?? [];
    const [least] = start?.fields ?? [];
    const about = range?.by ?? start?.by;
    if (
      about === undefined ||
      first === undefined ||
      least === undefined ||
      first >= least
    )
      return [];
    const other = about === start?.by ? undefined : start?.by;
    return [
      {
        about,
        span: about.origin.span,
        message:
          about.id === RANGE
            ? `\`${RANGE}\` begins at ${first}, below the first unprivileged port ${least}`
            : `\`${START}\` is ${least}, above the first port ${first} of \`${RANGE}\``,
        why: "the kernel refuses the write with EINVAL, and keeps the old value",
        help:
          about.id === RANGE
            ? `begin at ${least}, or lower ${START} to ${first}`
            : `write ${first} or less, or begin ${RANGE} at ${least}`,
        ...(other !== undefined && {
          related: [
            { message: "the first unprivileged port", span: other.origin.span },
          ],
        }),
      },
    ];
  },
});
