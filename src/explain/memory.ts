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

/** What a setting costs on a node. */
export type MemoryCost = Pick<
  MemoryItem,
  "id" | "kind" | "bytes" | "formula" | "source" | "only"
>;

/** What a node's tuning costs in memory. Ceilings are not added up: different loads reach different ones. */
export interface MemoryOfNode {
  readonly costs: readonly MemoryCost[];
  /** Bytes that are taken at once, all together. */
  readonly reserved: bigint;
  /** Bytes that the node has, where that is known. */
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

const when = { reserved: "at once", ceiling: "under load" } as const;

/** `64 MiB under load at most, 1.6 % of the node's memory (262144 entries × 256 B)` */
export function costWords(
  { bytes, kind, formula, only }: MemoryCost,
  of: bigint | undefined,
): string {
  const most = kind === "ceiling" ? " at most" : "";
  const share =
    of === undefined ? "" : `, ${shareText(bytes, of)} of the node's memory`;
  const condition = only === undefined ? "" : `, ${only}`;
  return `${sizeText(bytes)} ${when[kind]}${most}${share}${condition} (${formula})`;
}

/** The bill of a node: the total of what is taken at once, then each item. */
export function memoryLines(
  { costs, reserved, of }: MemoryOfNode,
  paint: Paint,
): readonly string[] {
  if (costs.length === 0) return [];
  const share =
    of === undefined ? "" : `, ${shareText(reserved, of)} of ${sizeText(of)}`;
  const total =
    reserved === 0n
      ? "nothing reserved at once"
      : `${sizeText(reserved)} reserved at once${share}`;
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
