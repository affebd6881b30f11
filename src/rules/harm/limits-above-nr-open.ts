import { digits } from "../../core/amount-text.js";
import { held } from "../support/node-settings.js";
import { lineFor } from "../support/line-for.js";
import { defineRule } from "../rule.js";

const MOST = "fs.nr_open";

/** The kernel's default: 1024 * 1024 in fs/file.c. */
const KERNELS = 1048576n;

export const limitsAboveNrOpen = defineRule({
  name: "limits-above-nr-open",
  scope: "node",
  severity: "error",
  group: "harm",
  watches: new Set([MOST]),
  summary: "A limit of open files above `fs.nr_open`",
  page: () => ({
    explanation:
      "The kernel refuses a hard limit of open files above `fs.nr_open` (1048576 by default), even for root. pam_limits then refuses the session, and with it every login, including ssh; on Debian 12 it allows the session with 1024 files. For a service, systemd uses the highest limit that it can set. systemd may raise `fs.nr_open` at boot, depending on its build; set the key in the spec to be certain.",
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
      fs.nr_open: 2097152 # The limit below requires it
    limits:
      nofile: 2097152 # Many connections
      services: [containerd]
`,
    },
  }),
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
        message: `\`nofile\` is ${digits(hard)} files, but \`${MOST}\` allows a process at most ${digits(most)}`,
        why: "the kernel refuses the limit: logins fail, or continue with 1024 files",
        help: `write ${most} or less, or ${lineFor(node, MOST, hard)}${by === undefined ? " under `sysctl`" : ""}`,
        ...(by !== undefined && {
          related: [{ message: "set here", span: by.origin.span }],
        }),
      },
    ];
  },
});
