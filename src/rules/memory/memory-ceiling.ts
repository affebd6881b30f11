import { memoryBill, passes, shareText } from "../../memory/bill.js";
import { defineRule } from "../rule.js";
import { sizeText } from "../../core/size-text.js";

export const memoryCeiling = defineRule({
  name: "memory-ceiling",
  scope: "node",
  severity: "warning",
  group: "memory",
  summary:
    "A limit that lets the kernel take most of a node's memory under load",
  explanation:
    "A limit is there to be reached: a flood of connections fills the connection-tracking table, and a leak fills inotify's watches. This memory belongs to the kernel: it cannot be swapped out, and no pod's limit holds it back, so that the node runs out of memory before the limit helps. Each ceiling is compared by itself with 50 % of the memory, or with what `memoryBudget.ceiling` says, since different loads reach different ones. The rule is silent where the node's memory is not known.",
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
        message: `\`${id}\` lets the kernel take ${sizeText(bytes)}, ${shareText(bytes, memory)} of the node's ${sizeText(memory)}`,
        why: `${formula}; more than ${memoryBudget.ceiling} % of the memory, which no pod's limit holds back`,
        help: "write a smaller limit, or raise `memoryBudget: { ceiling: … }` of the role where so much is meant",
      }));
  },
});

/** More pages than the node has, which as bytes would fit, are meant as bytes: `pages-not-bytes` says so. */
function isMistakenUnit(
  bytes: bigint,
  memory: bigint,
  pages: bigint | undefined,
): boolean {
  return pages !== undefined && bytes > memory && pages <= memory;
}
