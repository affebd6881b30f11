import { defaultFor } from "../catalogue/defaults.js";
import { findKey } from "../catalogue/lookup.js";
import { keyOf } from "../core/key.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { Limit, LimitOn, SetSysctls, WatchedNode } from "./types.js";
import { onceFor } from "../core/once-for.js";

/** Returns what a signal is compared with on a node; undefined if it is not watched there. */
export function limitOn(
  { limit }: { readonly limit: LimitOn },
  node: WatchedNode,
  asked = false,
): Limit | undefined {
  return limit(node, setAmong(node.settings.sysctl), asked);
}

/** Every signal asks for what each node sets. */
const setAmong = onceFor(
  (sysctls: WatchedNode["settings"]["sysctl"]): SetSysctls =>
    new Map(
      sysctls
        .filter(({ value }) => value !== undefined)
        .map((each) => [each.id, each] as const),
    ),
);

/** Watches every node. */
export const always: LimitOn = () => "metric";

/** Watches only where the spec names the signal. */
export const whereAsked: LimitOn = (_node, _set, asked) =>
  asked ? "metric" : undefined;

/** Watches the nodes on which the spec sets one of the keys; its limit is a metric. */
export function whereSet(...ids: readonly string[]): LimitOn {
  return (_node, set) => tunes(set, ...ids);
}

export function tunes(
  set: SetSysctls,
  ...ids: readonly string[]
): "metric" | undefined {
  return ids.some((id) => set.has(id)) ? "metric" : undefined;
}

/** Returns a field of a key: the value of the spec, else the kernel's default if the node's memory is known. */
export function fieldOf(
  { facts }: WatchedNode,
  set: SetSysctls,
  id: string,
  field: number,
): bigint | undefined {
  const sysctl = set.get(id);
  if (sysctl !== undefined) return integers(sysctl)[field];
  const known = findKey(keyOf(id.split(".")));
  const standard =
    known && facts.memory !== undefined ? defaultFor(known, facts) : undefined;
  const text = standard?.value?.trim().split(/\s+/u)[field];
  return text !== undefined && /^[0-9]+$/u.test(text)
    ? BigInt(text)
    : undefined;
}

export function integers({ value }: Sysctl): readonly bigint[] {
  return value?.type === "integers" ? value.fields : [];
}

/** Drops a limit of 0, of which nothing is a share. */
export function positive(limit: bigint | undefined): bigint | undefined {
  return limit !== undefined && limit > 0n ? limit : undefined;
}
