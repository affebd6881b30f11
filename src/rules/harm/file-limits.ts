import type { NodePlan, Sysctl } from "../../plan/types.js";
import { integerOf, setting, sureDefault } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

const ALL = "fs.file-max";
const ONE = "fs.nr_open";

/** The least that any kernel gives itself: NR_FILE of include/linux/fs.h. */
const LEAST = 8192n;

export const fileLimits = defineRule({
  name: "file-limits",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary:
    "Fewer open files for the whole node than the kernel gives by itself, or than one process may have",
  explanation:
    "`fs.file-max` is the limit of the whole node, and the kernel sets it to one file per 10 KiB of memory: 6.5 million on a node of 64 GiB, so that the popular 2097152 lowers it there. systemd raises it to no limit at all at boot, and sysctl.d files are read after that. `fs.nr_open` is the most that one process may be given, and means nothing above the limit of the node.",
  source:
    "torvalds/linux, fs/file_table.c, files_maxfiles_init(); https://docs.kernel.org/admin-guide/sysctl/fs.html",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 64GiB }
    sysctl:
      fs.file-max: 2097152 # Many open files
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 2097152 # Many open files
`,
  },
  check: (node) => {
    const all = setting(node, ALL);
    const limit = integerOf(all);
    if (all === undefined || limit === undefined) return [];
    const own = leastDefault(node);
    return limit < own
      ? [
          {
            about: all,
            span: all.origin.span,
            message: `\`${ALL}\` is ${limit}, less than the ${own} or more that the kernel gives this node by itself`,
            why: "the limit is the whole node's: with it used up, no process but root's opens a file or a connection",
            help: "write more, or null to leave the kernel's value",
          },
        ]
      : aboveAll(setting(node, ONE), all, limit);
  },
});

/** A tenth of the memory in KiB, less what the kernel had taken by then: three quarters leave room for that. */
function leastDefault({ facts: { memory } }: NodePlan): bigint {
  const computed = memory === undefined ? 0n : (memory * 3n) / 4n / 10240n;
  return computed > LEAST ? computed : LEAST;
}

function aboveAll(
  one: Sysctl | undefined,
  all: Sysctl,
  limit: bigint,
): readonly Report[] {
  const most = integerOf(one);
  if (one === undefined || most === undefined || most <= limit) return [];
  // The kernel's own limit of one process is above that of a small node, too.
  if (sureDefault(one)?.[0] === most) return [];
  return [
    {
      about: one,
      span: one.origin.span,
      message: `\`${ONE}\` allows one process ${most} files, and \`${ALL}\` the whole node ${limit}`,
      why: "no process gets more than the node has",
      help: `raise ${ALL} above ${most}, or write less than ${limit}`,
      related: [{ message: "the node's limit", span: all.origin.span }],
    },
  ];
}
