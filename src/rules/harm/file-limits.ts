import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { digits } from "../../core/amount-text.js";
import { integerOf, setting, sureDefault } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

const ALL = "fs.file-max";
const ONE = "fs.nr_open";

/** The lowest default of any kernel: NR_FILE of include/linux/fs.h. */
const LEAST = 8192n;

export const fileLimits = defineRule({
  name: "file-limits",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set([ALL, ONE]),
  summary:
    "A node-wide limit of open files below the kernel's default, or below the limit of one process",
  page: () => ({
    explanation:
      "`fs.file-max` limits the open files of the whole node. Its default is one file per 10 KiB of memory: 6.5 million on a node with 64 GiB, where the popular 2097152 lowers it. systemd removes the limit at boot, but sysctl.d files are applied after that. `fs.nr_open` limits the open files of one process; the part above `fs.file-max` has no effect.",
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
  }),
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
            message: `\`${ALL}\` is ${digits(limit)} files, but the default on this node is at least ${digits(own)}`,
            why: "the limit applies to the whole node: once it is reached, only root can open files and connections",
            help: "write a higher value, or `null` to keep the kernel's default",
          },
        ]
      : aboveAll(setting(node, ONE), all, limit);
  },
});

/** One file per 10 KiB of memory, less a quarter for what the kernel has already allocated when it computes this. */
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
  // On a small node the kernel's defaults are in this order, too.
  if (sureDefault(one)?.[0] === most) return [];
  return [
    {
      about: one,
      span: one.origin.span,
      message: `\`${ONE}\` allows one process ${digits(most)} files, but \`${ALL}\` allows the whole node ${digits(limit)}`,
      why: "a process cannot open more files than the whole node",
      help: `raise \`${ALL}\` above ${most}, or write less than ${limit}`,
      related: [{ message: "the node's limit", span: all.origin.span }],
    },
  ];
}
