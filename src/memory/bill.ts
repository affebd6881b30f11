import type { NodePlan, Plan } from "../plan/types.js";
import { formulas } from "./formulas.js";
import type { BilledSysctl, MemoryItem } from "./types.js";

export type { MemoryItem, MemoryKind } from "./types.js";

/**
 * Computes the memory cost of a node's tuning by setting, in the order of the documentation: `reserved` at once, or a
 * `ceiling` under load. Counts only settings of the node, and Cilium's sizes if the node runs Cilium. Linear in the
 * node's settings.
 */
export function memoryBill(node: NodePlan, plan: Plan): readonly MemoryItem[] {
  const written = new Map<string, BilledSysctl>();
  for (const sysctl of node.settings.sysctl) {
    if (sysctl.value?.type === "integers")
      written.set(sysctl.id, { sysctl, fields: sysctl.value.fields });
  }
  // A sysctl overrides an argument of the kernel command line.
  for (const { sysctl } of node.settings.kernelArgument) {
    if (sysctl?.value?.type === "integers" && !written.has(sysctl.id))
      written.set(sysctl.id, { sysctl, fields: sysctl.value.fields });
  }
  const billed = { node, plan, sysctl: (id: string) => written.get(id) };
  return formulas.flatMap(({ kind, source, amounts }) =>
    amounts(billed).map((amount) => ({ ...amount, kind, source })),
  );
}

/** Selects the reserved items, without those that depend on a condition that the spec does not state. */
export function reservedItems(
  items: readonly MemoryItem[],
): readonly MemoryItem[] {
  return items.filter(
    ({ kind, only }) => kind === "reserved" && only === undefined,
  );
}

export function sumOf(items: readonly MemoryItem[]): bigint {
  return items.reduce((sum, { bytes }) => sum + bytes, 0n);
}

/** Whether an amount is more than a percentage of the memory. */
export function passes(
  bytes: bigint,
  memory: bigint,
  percent: number,
): boolean {
  // A precision of a thousandth of a percent is enough.
  return bytes * 100_000n > memory * BigInt(Math.round(percent * 1000));
}

/** Formats a percentage with one decimal, rounded up, so that a value above a limit never looks equal to it; a smaller one in words. */
export function shareText(bytes: bigint, memory: bigint): string {
  if (bytes > 0n && bytes * 1000n < memory) return "under 0.1 %";
  const tenths = (bytes * 1000n + memory - 1n) / memory;
  return `${tenths / 10n}${tenths % 10n === 0n ? "" : `.${tenths % 10n}`} %`;
}
