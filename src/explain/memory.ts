import {
  memoryBill,
  type MemoryItem,
  reservedItems,
  shareText,
  sumOf,
} from "../memory/bill.js";
import { sizeText } from "../core/size-text.js";
import type { NodePlan, Plan } from "../plan/types.js";
import { columns, field, indented, type Paint } from "./layout.js";

/** The memory cost of a setting on a node. */
export type MemoryCost = Pick<
  MemoryItem,
  "id" | "kind" | "bytes" | "formula" | "source" | "only"
>;

/** The memory cost of a node's tuning. Ceilings are not added up, because different loads reach different ones. */
export interface MemoryOfNode {
  readonly costs: readonly MemoryCost[];
  /** Total bytes that are reserved as soon as the settings apply. */
  readonly reserved: bigint;
  /** The node's memory in bytes, if known. */
  readonly of: bigint | undefined;
}

export function memoryOf(node: NodePlan, plan: Plan): MemoryOfNode {
  const items = memoryBill(node, plan);
  return {
    costs: items.map(costOf),
    reserved: sumOf(reservedItems(items)),
    of: node.facts.memory,
  };
}

function costOf({ id, kind, bytes, formula, source, only }: MemoryItem) {
  return {
    id,
    kind,
    bytes,
    formula,
    source,
    ...(only !== undefined && { only }),
  };
}

const when = { reserved: "reserved", ceiling: "under load" } as const;

/** `up to 64 MiB under load, 1.6 % of the node's memory (262144 entries × 256 B)` */
export function costWords(
  { bytes, kind, formula, only }: MemoryCost,
  of: bigint | undefined,
): string {
  const most = kind === "ceiling" ? "up to " : "";
  const share =
    of === undefined ? "" : `, ${shareText(bytes, of)} of the node's memory`;
  const condition = only === undefined ? "" : `, ${only}`;
  return `${most}${sizeText(bytes)} ${when[kind]}${share}${condition} (${formula})`;
}

/** The memory of a node: the reserved total, then each item. */
export function memoryLines(
  { costs, reserved, of }: MemoryOfNode,
  paint: Paint,
): readonly string[] {
  if (costs.length === 0) return [];
  const share =
    of === undefined ? "" : `, ${shareText(reserved, of)} of ${sizeText(of)}`;
  const total =
    reserved === 0n
      ? "nothing reserved"
      : `${sizeText(reserved)} reserved${share}`;
  const rows = costs.map(({ id, kind, bytes, formula, only }) => [
    id,
    sizeText(bytes),
    when[kind],
    of === undefined ? "" : shareText(bytes, of),
    only === undefined ? formula : `${formula}, ${only}`,
  ]);
  return [
    ...field("memory", total, paint),
    ...indented(columns(rows, ["left", "right", "left", "right", "left"]), 4),
  ];
}
