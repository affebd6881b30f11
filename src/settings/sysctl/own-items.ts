import type { KeyFacts } from "../../catalogue/types.js";
import { type ListOf, parseItems, isItems } from "../../core/item-list.js";
import type { Platform } from "../../core/platform.js";

/** The items of a list that the node's system sets at boot. */
export interface OwnItems {
  readonly items: readonly string[];
  /** Who sets them, as comments name them: `the EKS AMI`. */
  readonly by: readonly string[];
}

/** What a list has: ports, CPUs or names. */
export function listOf(known: KeyFacts | undefined): ListOf {
  return known?.kind.type === "list" ? known.kind.of : "words";
}

/**
 * Finds the items that the node's system sets, or may set, in a list. A write replaces the list of the system, so that a
 * list of the spec must contain them. Undefined where there are none, and where the system is not known.
 */
export function ownItems(
  id: string,
  of: ListOf,
  { settingsForm, bootWrites }: Platform,
): OwnItems | undefined {
  if (settingsForm === undefined) return undefined;
  const writes = bootWrites(id);
  // What comes before a certain write is overridden.
  const last = writes.findLastIndex(({ sure }) => sure);
  const lists = writes.slice(Math.max(last, 0)).flatMap(({ by, value }) => {
    const items = value === undefined ? [] : parseItems(value, of);
    return isItems(items) && items.length > 0 ? [{ by, items }] : [];
  });
  return lists.length === 0
    ? undefined
    : {
        items: lists.flatMap(({ items }) => items),
        by: [...new Set(lists.map(({ by }) => by))],
      };
}
