import { sizeText } from "../../core/size-text.js";
import type { CiliumValue, Plan } from "../../plan/types.js";
import { ciliumMemories, sizeOn, valueOf } from "./cilium-sizes.js";

/** A written nat size above what both connection-tracking maps have on some node. */
export interface NatAboveTracking {
  readonly nat: CiliumValue;
  readonly entries: number;
  /** What both connection-tracking maps have together on that node. */
  readonly sum: number;
  /** The node's memory, in words. */
  readonly memory: string;
}

/**
 * Looks for it where a connection-tracking map follows from the node's memory; with both sizes written it is seen when
 * the section is read. Undefined where it fits, and where the memory is not known.
 */
export function natAboveTracking(plan: Plan): NatAboveTracking | undefined {
  const { cilium } = plan;
  if (cilium === undefined) return undefined;
  const nat = valueOf(cilium, "natMax");
  if (typeof nat?.value !== "number") return undefined;
  if (
    valueOf(cilium, "ctTcpMax") !== undefined &&
    valueOf(cilium, "ctAnyMax") !== undefined
  )
    return undefined;
  const [smallest] = [...(ciliumMemories(plan) ?? [])].sort((a, b) =>
    a < b ? -1 : 1,
  );
  if (smallest === undefined) return undefined;
  const tcp = sizeOn(cilium, "ctTcpMax", smallest);
  const any = sizeOn(cilium, "ctAnyMax", smallest);
  if (tcp === undefined || any === undefined) return undefined;
  return nat.value <= tcp + any
    ? undefined
    : {
        nat,
        entries: nat.value,
        sum: tcp + any,
        memory: sizeText(smallest),
      };
}
