import { sizeText } from "../../core/size-text.js";
import type { CiliumValue, Plan } from "../../plan/types.js";
import { ciliumMemories, sizeOn, valueOf } from "./cilium-sizes.js";

/** A nat size in the spec that is above both connection-tracking maps together on some node. */
export interface NatAboveTracking {
  readonly nat: CiliumValue;
  readonly entries: number;
  /** The entries of both connection-tracking maps together on that node. */
  readonly sum: number;
  /** The node's memory, as text. */
  readonly memory: string;
}

/**
 * Looks for such a size where a connection-tracking map is sized by the node's memory; if the spec sets both maps, the
 * reader of the section reports it. Undefined if the size fits, and if the memory is not known.
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
