import { held } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const MOST = "fs.nr_open";

/** What the kernel has where nobody says otherwise: 1024 * 1024 in fs/file.c. */
const KERNELS = 1048576n;

export const limitsAboveNrOpen = defineRule({
  name: "limits-above-nr-open",
  scope: "node",
  severity: "error",
  group: "harm",
  summary: "More open files for a process than fs.nr_open allows any process",
  explanation:
    "The kernel refuses a hard limit of open files above `fs.nr_open` (1048576, unless something raised it), even to root. pam_limits then refuses the session, and with it every login, ssh too; that of Debian 12 lets it pass and leaves 1024 files. systemd takes the nearest it gets for a service. systemd itself may raise `fs.nr_open` at boot, depending on how it was built: write the key in the spec, and it is sure.",
  source:
    "torvalds/linux, kernel/sys.c, do_prlimit(); linux-pam, modules/pam_limits/pam_limits.c, pam_sm_open_session(); Debian: libpam-modules 1.5.2, run",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    limits:
      nofile: 2097152 # Many connections
      services: [containerd]
`,
    at: "6:15",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      fs.nr_open: 2097152 # As many as the limit below
    limits:
      nofile: 2097152 # Many connections
      services: [containerd]
`,
  },
  check: (node) => {
    const limit = node.settings.limit.find(({ id }) => id === "nofile");
    const hard = limit?.value?.hard;
    if (limit === undefined || typeof hard !== "bigint") return [];
    const { fields: [most = KERNELS] = [], by } = held(node, MOST) ?? {};
    if (hard <= most) return [];
    return [
      {
        about: limit,
        span: limit.valueSpan,
        message: `\`nofile\` is ${hard}, and \`${MOST}\` allows no process more than ${most}`,
        why: "the kernel refuses the limit: logins fail, or go on with 1024 files",
        help: `write ${most} or less, or ${MOST}: ${hard} below \`sysctl\``,
        ...(by !== undefined && {
          related: [{ message: "set here", span: by.origin.span }],
        }),
      },
    ];
  },
});
