import { formulas } from "../../memory/formulas.js";
import { memoryBill, passes, shareText } from "../../memory/bill.js";
import { defineRule } from "../rule.js";
import { sizeText } from "../../core/size-text.js";

export const memoryCeiling = defineRule({
  name: "memory-ceiling",
  scope: "node",
  severity: "warning",
  group: "memory",
  watches: {
    has: (id) =>
      formulas.some(
        ({ kind, keys }) => kind === "ceiling" && keys.includes(id),
      ),
  },
  summary:
    "A limit that lets the kernel use most of a node's memory under load",
  page: () => ({
    explanation:
      "Load can reach every limit: a flood of connections fills the connection-tracking table, and a leak uses up the inotify watches. This memory belongs to the kernel: it cannot be swapped out, and no pod's memory limit prevents its use, so the node can run out of memory before the limit is reached. Each limit is compared on its own with 50 % of the memory, or with `memoryBudget.ceiling`, because different loads reach different limits. The rule reports nothing if the node's memory is not known.",
    source: "docs/memory.md",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 1GiB }
    sysctl:
      fs.inotify.max_user_watches: 524288 # File watchers of many pods
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 2GiB }
    sysctl:
      fs.inotify.max_user_watches: 524288 # File watchers of many pods
`,
    },
  }),
  check: (node, plan) => {
    const { facts, memoryBudget } = node;
    const { memory } = facts;
    if (memory === undefined) return [];
    return memoryBill(node, plan)
      .filter(
        ({ kind, bytes, only, pages }) =>
          kind === "ceiling" &&
          only === undefined &&
          passes(bytes, memory, memoryBudget.ceiling) &&
          !isMistakenUnit(bytes, memory, pages),
      )
      .map(({ id, bytes, formula, from }) => ({
        about: from,
        span: from.span,
        message: `\`${id}\` lets the kernel use ${sizeText(bytes)}, ${shareText(bytes, memory)} of the node's ${sizeText(memory)}`,
        why: `${formula}: more than ${memoryBudget.ceiling} % of the memory, and no pod's memory limit prevents its use`,
        help: "write a lower limit, or raise `memoryBudget: { ceiling: … }` of the role if this much is intended",
      }));
  },
});

/** Whether a number of pages exceeds the node's memory but fits as bytes: `pages-not-bytes` reports that. */
function isMistakenUnit(
  bytes: bigint,
  memory: bigint,
  pages: bigint | undefined,
): boolean {
  return pages !== undefined && bytes > memory && pages <= memory;
}
