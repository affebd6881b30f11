import { highestCpu } from "../../core/kernel-cpu-list.js";
import type { NodePlan } from "../../plan/types.js";
import type { KernelArgument } from "../../settings/kernel-argument.js";
import { defineRule, type Report } from "../rule.js";

/** The arguments with a list of CPUs, and the flags that may precede it. */
const cpuArguments: Readonly<Record<string, readonly string[]>> = {
  isolcpus: ["nohz", "domain", "managed_irq"],
  nohz_full: [],
  rcu_nocbs: [],
  irqaffinity: [],
};

export const kernelArgCpus = defineRule({
  name: "kernel-arg-cpus",
  scope: "node",
  severity: "error",
  group: "effect",
  summary: "A kernel argument with a list of CPUs that the kernel refuses",
  page: () => ({
    explanation:
      "`isolcpus`, `nohz_full`, `rcu_nocbs` and `irqaffinity` have a list of CPUs: `2-7`, `1,3`, `0-31:2/4`, `all`, or `N` for the last CPU; flags of `isolcpus` come first: `managed_irq,domain,2-7`. CPUs are counted from 0. The kernel ignores a list that it cannot read, and CPUs that do not exist. An argument that is repeated replaces the list before it, or is ignored if it differs. CPUs are compared with the fact `cpus`.",
    source:
      "Linux 6.12, Documentation/admin-guide/kernel-parameters.rst and kernel-parameters.txt, kernel/sched/isolation.c",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, cpus: 8 }
    kernelArgs:
      isolcpus: managed_irq,domain,2-8 # Packet processing
`,
      at: "6:17",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, cpus: 8 }
    kernelArgs:
      isolcpus: managed_irq,domain,2-7 # Packet processing
`,
    },
  }),
  check: (node) =>
    node.settings.kernelArgument.flatMap((argument) => about(node, argument)),
});

function about(
  { facts: { cpus } }: NodePlan,
  argument: KernelArgument,
): readonly Report[] {
  const { id, keyText, value, valueSpan } = argument;
  const flags = Object.hasOwn(cpuArguments, id) ? cpuArguments[id] : undefined;
  const [text, ...others] = value?.values ?? [];
  if (flags === undefined || text === undefined) return [];
  const report = (message: string, why: string, help: string) => [
    { about: argument, span: valueSpan, message, why, help },
  ];
  if (others.length > 0) {
    return report(
      `\`${keyText}\` is repeated`,
      "the kernel does not join the lists of a repeated argument",
      `write one list: ${keyText}: "${[text, ...others].join(",")}"`,
    );
  }
  const parts = text.split(",");
  const first = parts.findIndex((part) => !flags.includes(part));
  const list = first === -1 ? "" : parts.slice(first).join(",");
  const highest = highestCpu(list);
  if (typeof highest === "object") {
    return report(
      `\`${keyText}=${text}\` ${highest.fault}`,
      "the kernel ignores the argument",
      `write ${flags.length > 0 ? "flags, then " : ""}CPUs, such as 2-7`,
    );
  }
  if (cpus === undefined || highest === undefined || highest < cpus) return [];
  const there = cpus === 1 ? "CPU 0" : `CPUs 0-${cpus - 1}`;
  return report(
    `\`${keyText}\` names CPU ${highest}, outside the node's ${there}`,
    "CPUs are counted from 0, and the kernel ignores CPUs that do not exist, or the whole list",
    `use ${there}, or correct the fact \`cpus\``,
  );
}
