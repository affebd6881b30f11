import { held } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const RANGE = "net.ipv4.ip_local_port_range";
const START = "net.ipv4.ip_unprivileged_port_start";

export const portsPrivileged = defineRule({
  name: "ports-privileged",
  scope: "node",
  severity: "error",
  group: "harm",
  watches: new Set([RANGE, START]),
  summary:
    "A port range for outgoing connections that starts at a privileged port, which the kernel refuses",
  page: () => ({
    explanation:
      "The kernel refuses a range that starts below `ip_unprivileged_port_start` (1024 by default), and refuses an `ip_unprivileged_port_start` above the first port of the range. The key that is written second fails with `EINVAL` and keeps its old value, and busybox skips the rest of the file.",
    source:
      "https://docs.kernel.org/networking/ip-sysctl.html; measured, catalogue/measured/quirks.md",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.ip_local_port_range: [1000, 65535] # All ports
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.ip_local_port_range: [1024, 65535] # All ports
`,
    },
  }),
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
            ? `\`${RANGE}\` starts at ${first}, below the first unprivileged port ${least}`
            : `\`${START}\` is ${least}, above the first port ${first} of \`${RANGE}\``,
        why: "the kernel refuses the write with EINVAL and keeps the old value",
        help:
          about.id === RANGE
            ? `start at ${least}, or write \`${START}: ${first}\``
            : `write ${first} or less, or start \`${RANGE}\` at ${least}`,
        ...(other !== undefined && {
          related: [
            { message: "the first unprivileged port", span: other.origin.span },
          ],
        }),
      },
    ];
  },
});
