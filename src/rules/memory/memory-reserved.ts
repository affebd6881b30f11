import {
  memoryBill,
  passes,
  reservedItems,
  shareText,
  sumOf,
} from "../../memory/bill.js";
import { defineRule } from "../rule.js";
import { sizeText } from "../../core/size-text.js";

export const memoryReserved = defineRule({
  name: "memory-reserved",
  scope: "node",
  severity: "warning",
  group: "memory",
  summary: "Settings that take much of a node's memory at once",
  explanation:
    "Huge pages, pages kept free, hash tables and Cilium's maps are taken as soon as the setting is in force, whether they are used or not; what is left for pods is less by so much, and the kubelet does not know. The rule adds up what a node reserves by its own settings and reports it at the largest of them, above 10 % of the memory or what `memoryBudget.reserved` says. It is silent where the node's memory is not known.",
  source: "docs/memory.md",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      vm.nr_hugepages: 512 # The storage engine's pool
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    memoryBudget: { reserved: 25 }
    sysctl:
      vm.nr_hugepages: 512 # The storage engine's pool
`,
  },
  check: (node, plan) => {
    const { facts, memoryBudget } = node;
    const { memory } = facts;
    if (memory === undefined) return [];
    const items = [...reservedItems(memoryBill(node, plan))].sort((a, b) =>
      a.bytes === b.bytes ? 0 : a.bytes > b.bytes ? -1 : 1,
    );
    const [largest, ...others] = items;
    const sum = sumOf(items);
    if (largest === undefined || !passes(sum, memory, memoryBudget.reserved))
      return [];
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return [
      {
        about: largest.from,
        span: largest.from.span,
        message: `\`${largest.id}\`${more} ${others.length === 0 ? "takes" : "take"} ${sizeText(sum)} at once, ${shareText(sum, memory)} of the node's ${sizeText(memory)}`,
        why: `${items.map(({ id, formula }) => `${id}: ${formula}`).join("; ")}; more than ${memoryBudget.reserved} % of the memory`,
        help: "write less, or raise `memoryBudget: { reserved: … }` of the role where so much is meant",
        ...(others.length > 0 && {
          related: others.map(({ id, bytes, from }) => ({
            message: `\`${id}\` takes ${sizeText(bytes)}`,
            span: from.span,
          })),
        }),
      },
    ];
  },
});
