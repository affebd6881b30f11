import {
  memoryBill,
  type MemoryItem,
  reservedItems,
  sumOf,
} from "../memory/bill.js";
import type { NodePlan, Plan } from "../plan/types.js";
import type { MemoryChange, MemoryItemChange } from "./types.js";

/** Compares the memory that the tuning of a node costs; undefined if it stays. */
export function memoryChange(
  [oldPlan, before]: readonly [Plan, NodePlan],
  [newPlan, after]: readonly [Plan, NodePlan],
): MemoryChange | undefined {
  const [was, is] = [memoryBill(before, oldPlan), memoryBill(after, newPlan)];
  const [old, now] = [bytesOf(was), bytesOf(is)];
  const items = [...new Set([...now.keys(), ...old.keys()])].flatMap(
    (key): readonly MemoryItemChange[] => {
      const item = now.get(key) ?? old.get(key);
      const bytes = [old.get(key)?.bytes ?? 0n, now.get(key)?.bytes ?? 0n];
      const [less = 0n, more = 0n] = bytes;
      return item === undefined || less === more
        ? []
        : [{ id: item.id, kind: item.kind, before: less, after: more }];
    },
  );
  if (items.length === 0) return undefined;
  return {
    reserved: {
      before: sumOf(reservedItems(was)),
      after: sumOf(reservedItems(is)),
    },
    items,
    of: after.facts.memory,
  };
}

/** The costs by setting and kind; those under a condition are apart. */
function bytesOf(
  bill: readonly MemoryItem[],
): ReadonlyMap<string, Pick<MemoryItem, "id" | "kind" | "bytes">> {
  const costs = new Map<string, Pick<MemoryItem, "id" | "kind" | "bytes">>();
  for (const { id, kind, bytes, only = "" } of bill) {
    const key = `${kind} ${id} ${only}`;
    const more = costs.get(key)?.bytes ?? 0n;
    costs.set(key, { id, kind, bytes: bytes + more });
  }
  return costs;
}
