import { formulas } from "../../memory/formulas.js";
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
  watches: {
    has: (id) =>
      formulas.some(
        ({ kind, keys }) => kind === "reserved" && keys.includes(id),
      ),
  },
  summary: "Settings that reserve much of a node's memory at once",
  page: () => ({
    explanation:
      "Huge pages, pages kept free, hash tables and Cilium's maps use memory as soon as the setting is applied, whether it is needed or not. Pods have that much less, and the kubelet subtracts only huge pages from the memory that it offers them. The rule adds up what a node's settings reserve and reports the sum at the largest of them, if it is above 10 % of the memory, or above `memoryBudget.reserved`. It reports nothing if the node's memory is not known.",
    source:
      "docs/memory.md; kubernetes/kubernetes, pkg/kubelet/nodestatus/setters.go (MachineInfo: huge pages are subtracted)",
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
  }),
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
        message: `\`${largest.id}\`${more} ${others.length === 0 ? "reserves" : "reserve"} ${sizeText(sum)}, ${shareText(sum, memory)} of the node's ${sizeText(memory)}`,
        why: `${items.map(({ id, formula }) => `${id}: ${formula}`).join("; ")}: more than ${memoryBudget.reserved} % of the memory`,
        help: "write a lower value, or raise `memoryBudget: { reserved: … }` of the role if this much is intended",
        ...(others.length > 0 && {
          related: others.map(({ id, bytes, from }) => ({
            message: `\`${id}\` reserves ${sizeText(bytes)}`,
            span: from.span,
          })),
        }),
      },
    ];
  },
});
