import type { NodePlan, Plan } from "../plan/types.js";
import { formulas } from "./formulas.js";
import type { BilledSysctl, MemoryItem } from "./types.js";

export type { MemoryItem, MemoryKind } from "./types.js";

/**
 * What the tuning of a node can cost in memory, by setting, in the order of the documentation: what is taken at once
 * (`reserved`), and how far load may take it (`ceiling`). Only what the node sets itself is on the bill, and Cilium's
 * sizes where the node runs Cilium. Pure; linear in the node's settings.
 */
export function memoryBill(node: NodePlan, plan: Plan): readonly MemoryItem[] {
  const written = new Map<string, BilledSysctl>();
  for (const sysctl of node.settings.sysctl) {
    if (sysctl.value?.type === "integers")
      written.set(sysctl.id, { sysctl, fields: sysctl.value.fields });
  }
  const billed = { node, plan, sysctl: (id: string) => written.get(id) };
  return formulas.flatMap(({ kind, source, amounts }) =>
    amounts(billed).map((amount) => ({ ...amount, kind, source })),
  );
}

/** What is taken at once, all together, without what depends on something that the spec does not say. */
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

/** Whether so many bytes are more than so much per cent of the memory. */
export function passes(
  bytes: bigint,
  memory: bigint,
  percent: number,
): boolean {
  // A thousandth of a per cent is the least difference that anybody writes.
  return bytes * 100_000n > memory * BigInt(Math.round(percent * 1000));
}

/** A share in per cent with one decimal, rounded up, so that what passes a limit never reads as the limit itself. */
export function shareText(bytes: bigint, memory: bigint): string {
  const tenths = (bytes * 1000n + memory - 1n) / memory;
  return `${tenths / 10n}${tenths % 10n === 0n ? "" : `.${tenths % 10n}`} %`;
}
